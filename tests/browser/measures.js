// What the browser tests measure in a page. What finds faults returns them as readable lines.
window.measures = (() => {
  // The trap for programs in a form, which is neither seen nor heard, is no stop for people.
  const CONTROLS =
    "a[href], button, input:not([aria-hidden] [tabindex='-1']), select, textarea, summary, [tabindex='0']";
  const isVisible = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const elements = (selector) => [...document.querySelectorAll(selector)].filter(isVisible);

  // A link in a drawing that nobody hears either, while the text has a link to the same place.
  const isDouble = (element) =>
    element.matches("[aria-hidden] a[tabindex='-1']") &&
    elements("a[href]:not([tabindex='-1'])").some((link) => link.getAttribute("href") === element.getAttribute("href"));
  const stops = () => elements(CONTROLS).filter((element) => !isDouble(element));

  // An element as somebody would look it up: its opening tag and its first words.
  const describe = (element) => {
    const tag = element.cloneNode(false).outerHTML.replace(/<\/[^>]*>$/, "");
    return `${tag.slice(0, 120)}${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}`;
  };

  // Colours, as [red, green, blue, alpha] of 0 to 1, in whatever notation they were computed.
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const colours = new Map();
  const readColour = (text) => {
    if (!colours.has(text)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = text;
      pen.fillRect(0, 0, 1, 1);
      colours.set(text, [...pen.getImageData(0, 0, 1, 1).data].map((part) => part / 255));
    }
    return colours.get(text);
  };
  const lay = ([r, g, b, a], [R, G, B]) =>
    [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];

  // WCAG 2.2: relative luminance and contrast ratio.
  const luminance = (colour) => {
    const [r, g, b] = colour.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };

  // What an element fills its own area with.
  const fillOf = (element) => {
    const style = getComputedStyle(element);
    const isShape = element instanceof SVGGeometryElement;
    const fill = isShape ? style.fill : style.backgroundColor;
    return fill === "none" || fill.startsWith("url") ? [0, 0, 0, 0] : readColour(fill);
  };
  // The colour that a stack of elements, the uppermost first, shows.
  const blend = (stack) => {
    const below = document.documentElement;
    const canvas = lay(fillOf(below), readColour(getComputedStyle(below).colorScheme === "dark" ? "#000" : "#fff"));
    return stack.map(fillOf).reverse().reduce((shown, fill) => lay(fill, shown), canvas);
  };
  const ancestors = (element) => {
    const found = [];
    for (let above = element.parentElement; above; above = above.parentElement) found.push(above);
    return found;
  };
  const drawingOf = (element) => [element, ...ancestors(element)].findLast((one) => one.matches("svg"));
  const colourBehind = (element) => blend(ancestors(element));
  const colourAt = (x, y) => blend(document.elementsFromPoint(x, y));

  // The outline of what has the focus: its box, and points of the page just within and around it.
  const outlineOf = (element) => {
    const style = getComputedStyle(element);
    const box = element.getClientRects()[0];
    const width = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
    const inner = parseFloat(style.outlineOffset);
    const outer = inner + width;
    const grow = (by) => ({
      left: box.left - by, right: box.right + by, top: box.top - by, bottom: box.bottom + by,
    });
    const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    const points = [inner - 1, outer + 1].map(grow).flatMap((edge) =>
      [[x, edge.top], [x, edge.bottom], [edge.left, y], [edge.right, y]]);
    return { width, box: grow(outer), colour: style.outlineColor, points };
  };
  // A window takes part in this as a box that cuts off to the left and right.
  const cutOff = (element, outline) => {
    const isOutside = (box, edge) =>
      box.left < edge.left - 0.5 || box.right > edge.right + 0.5
      || box.top < edge.top - 0.5 || box.bottom > edge.bottom + 0.5;
    const window = { left: 0, right: innerWidth, top: -Infinity, bottom: Infinity };
    return isOutside(outline.box, window) || ancestors(element).some((above) =>
      above !== document.documentElement && above !== document.body
      && getComputedStyle(above).overflow !== "visible"
      && !(above instanceof SVGElement)
      && isOutside(outline.box, above.getBoundingClientRect()));
  };
  const focusFault = (element) => {
    const outline = outlineOf(element);
    if (outline.width < 2) return `outline of ${outline.width} px`;
    if (cutOff(element, outline)) return "outline is cut off";
    const inWindow = outline.points.filter(([x, y]) =>
      x >= 0 && x < innerWidth && y >= 0 && y < innerHeight);
    const ratios = inWindow.map(([x, y]) => {
      const under = colourAt(x, y);
      return contrast(lay(readColour(outline.colour), under), under);
    });
    const least = Math.min(...ratios);
    if (!inWindow.length) return "outline is out of sight";
    return least < 3 ? `outline of ${least.toFixed(2)}:1` : "";
  };

  // One box comes before another for who reads rows from left to right and then down.
  const isBefore = (one, other) =>
    (one.bottom <= other.top && one.left < other.right)
    || (one.right <= other.left && one.top < other.bottom && other.top < one.bottom);

  const visited = [];
  const inPage = (element) => {
    const box = element.getBoundingClientRect();
    return new DOMRect(box.x + scrollX, box.y + scrollY, box.width, box.height);
  };

  // Elements that are seen as a box, by a ground or a border of their own.
  const sides = ["Top", "Right", "Bottom", "Left"];
  const bordersOf = (element) => {
    const style = getComputedStyle(element);
    return sides
      .filter((side) => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1)
      .map((side) => readColour(style[`border${side}Color`]));
  };
  const edgeContrast = (element) => {
    const behind = colourBehind(element);
    return Math.max(1, ...bordersOf(element).map((colour) => contrast(lay(colour, behind), behind)));
  };
  const groundContrast = (element) => {
    const behind = colourBehind(element);
    return contrast(lay(fillOf(element), behind), behind);
  };
  let boxes = [];

  const clipped = () =>
    elements("main *, header *, footer *").filter((element) => {
      const style = getComputedStyle(element);
      const hides = (overflow) => ["hidden", "clip"].includes(overflow);
      const isMore = (all, shown) => shown > 1 && all > shown + 1;
      return element.textContent.trim()
        && ((hides(style.overflowY) && isMore(element.scrollHeight, element.clientHeight))
          || (hides(style.overflowX) && isMore(element.scrollWidth, element.clientWidth)));
    });
  let clippedBefore = [];

  return {
    // Put back what a test before changed, and let the next Tab begin at the top.
    reset() {
      document.documentElement.style.fontSize = "";
      document.adoptedStyleSheets = [];
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute("tabindex");
      scrollTo(0, 0);
      visited.length = 0;
    },

    // The page is wider than the window by so many pixels.
    overflow: () => document.documentElement.scrollWidth - innerWidth,

    rememberClipped() { clippedBefore = clipped(); },
    newlyClipped: () => clipped().filter((element) => !clippedBefore.includes(element)).map(describe),

    addStyle(text) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [sheet];
    },

    // WCAG 2.5.8: 24 by 24 pixels, or that much room around it; not for links in a sentence.
    crowded() {
      const targets = elements(CONTROLS)
        .filter((element) => !element.closest(".skip-link, p, dd, address, figcaption, td"))
        .map((element) => ({ element, box: element.getBoundingClientRect() }));
      const isSmall = ({ box }) => box.width < 24 || box.height < 24;
      const isNear = (box, other) => {
        const x = box.left + box.width / 2, y = box.top + box.height / 2;
        const dx = Math.max(other.left - x, 0, x - other.right);
        const dy = Math.max(other.top - y, 0, y - other.bottom);
        return Math.hypot(dx, dy) < 12;
      };
      return targets
        .filter(isSmall)
        .filter((one) => targets.some((other) => other !== one && isNear(one.box, other.box)))
        .map(({ element }) => describe(element));
    },

    // What has the focus after a press of Tab; null when that is the page itself.
    stop() {
      const element = document.activeElement;
      if (element === document.body) return null;
      const before = visited.at(-1);
      visited.push(element);
      const box = element.getClientRects()[0];
      // Of a tall field, a browser may bring only the part with the caret into the window.
      const x = box.left + box.width / 2;
      const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
      const onTop = document.elementFromPoint(x, y);
      const isTogether = onTop && (element.contains(onTop) || onTop.contains(element));
      const inDrawing = element.closest("svg");
      return {
        name: describe(element),
        isSeen: box.bottom > 0 && box.top < innerHeight && Boolean(isTogether),
        isNext: !before || Boolean(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)
          && (Boolean(inDrawing) || !isBefore(inPage(element), inPage(before))),
      };
    },
    missed: () => stops().filter((element) => !visited.includes(element)).map(describe),

    // To be called when Tab was pressed: a browser shows the focus to who uses the keyboard.
    weakFocus: () =>
      stops().flatMap((element) => {
        element.focus();
        const fault = element.matches(":focus-visible") ? focusFault(element) : "no focus shown";
        return fault ? [`${fault}: ${describe(element)}`] : [];
      }),

    // WCAG 1.4.11: what makes a control or a part of a drawing out has 3:1 with what is around it.
    weakParts() {
      // Browsers draw the edge of a checkbox themselves, in both schemes and in forced colours.
      const controls = elements(".button, .filter a, .pagination a, .main-menu__toggle, input:not([type='checkbox']), select, textarea")
        .filter((element) => Math.max(edgeContrast(element), groundContrast(element)) < 3);
      const shapes = elements(".seat, .growth__line, .growth__dot, .round-table__cloth, .round-table__free-seat")
        .filter((element) => {
          const { fill, stroke } = getComputedStyle(element);
          const behind = colourBehind(drawingOf(element));
          return [fill, stroke].every((paint) => paint === "none" || paint.startsWith("url")
            || contrast(lay(readColour(paint), behind), behind) < 3);
        });
      return [...controls, ...shapes].map(describe);
    },

    // WCAG 1.4.3 for words that axe cannot place: those in a drawing, and those beside one.
    weakWords: () =>
      elements(".growth__chart text, .round-table__total, .timeline__date").filter((element) => {
        const style = getComputedStyle(element);
        const isInDrawing = element instanceof SVGElement;
        const middle = element.parentElement.querySelector(".round-table__middle");
        const behind = middle ? fillOf(middle) : colourBehind(isInDrawing ? drawingOf(element) : element);
        return contrast(readColour(isInDrawing ? style.fill : style.color), behind) < 4.5;
      }).map(describe),

    rememberBoxes() {
      boxes = elements("body *").filter((element) =>
        !(element instanceof SVGElement)
        && (edgeContrast(element) > 1.05 || groundContrast(element) > 1.02));
    },
    boxesWithoutEdge: () => boxes.filter((element) => edgeContrast(element) < 3).map(describe),

    moving() {
      const moves = (style) =>
        [style.transitionDuration, style.animationDuration].some((text) => /[1-9]/.test(text))
        || style.scrollBehavior === "smooth";
      return [...document.querySelectorAll("*")].filter((element) =>
        ["", "::before", "::after"].some((part) => moves(getComputedStyle(element, part)))).map(describe);
    },

    // Every word in the page, whether it is shown or folded away.
    words() {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      while (texts.nextNode()) {
        if (!texts.currentNode.parentElement.closest("script, style")) found.push(texts.currentNode.data);
      }
      return found.join(" ").split(/\s+/).filter(Boolean);
    },

    folded: () => elements("main details")
      .filter((element) => [...element.querySelectorAll(":scope > :not(summary)")].some((part) => !isVisible(part)))
      .map(describe),

    // Print: what is of use on a screen only, links that do not say where they lead, what sticks out.
    onlyForScreens: () =>
      elements("nav, form, .skip-link, .filters, .pagination, .newsletter, .site-footer").map(describe),
    linksWithoutAddress: () =>
      elements("main a[href]")
        .filter((link) => link.matches("[href^='http'], [href^='/']:not(h2 a, h3 a, .card__team, svg a)"))
        .filter((link) => !getComputedStyle(link, "::after").content.includes(link.getAttribute("href"))
          && !link.textContent.includes(link.getAttribute("href")))
        .map(describe),
    outsidePaper: () =>
      elements("body *")
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1
          || element.getBoundingClientRect().left < -1)
        .map(describe),
  };
})();
