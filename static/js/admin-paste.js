// Cleans what is pasted into rich text from Word, Outlook and Google Docs, before the editor reads it.
// Bold and italic are styles there, which the security policy hides from the editor; Google Docs puts all
// in a <b> that is not bold; links lead by way of a page that keeps count. What a text cannot hold, a
// heading or a table, becomes plain paragraphs, and the editor says so.

const pasteWords = document.currentScript.dataset;

function readStyle(element, name) {
  const found = (element.dataset.style ?? "").match(new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`, "i"));
  return found ? found[1].trim().toLowerCase() : "";
}

function isBold(weight) {
  return weight.startsWith("bold") || Number(weight) >= 600;
}

// Within tags only: the words may have "style=" in them too.
function parse(html) {
  const hidden = html.replace(/<[^>]+>/g, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
  return new DOMParser().parseFromString(hidden, "text/html").body;
}

function wrapContent(element, name) {
  const inner = document.createElement(name);
  inner.append(...element.childNodes);
  element.append(inner);
}

function cleanStyles(body) {
  for (const bold of body.querySelectorAll("b, strong")) {
    const weight = readStyle(bold, "font-weight");
    if (weight && !isBold(weight)) bold.replaceWith(...bold.childNodes);
  }
  for (const span of body.querySelectorAll("span")) {
    if (isBold(readStyle(span, "font-weight")) && !span.closest("h1, h2, h3, h4, h5, h6")) {
      wrapContent(span, "b");
    }
    if (readStyle(span, "font-style") === "italic") wrapContent(span, "i");
  }
}

function readGoal(link) {
  if (!URL.canParse(link.href)) return link.href;
  const { hostname, pathname, searchParams } = new URL(link.href);
  if (/(^|\.)google\.[a-z.]+$/.test(hostname) && pathname === "/url") {
    return searchParams.get("q") ?? searchParams.get("url") ?? link.href;
  }
  if (hostname.endsWith(".safelinks.protection.outlook.com")) return searchParams.get("url") ?? link.href;
  return link.href;
}

function cleanLinks(body) {
  for (const link of body.querySelectorAll("a[href]")) {
    const goal = readGoal(link);
    if (goal !== link.href && /^(https?|mailto):/.test(goal)) link.href = goal;
  }
}

function flattenTables(body) {
  const tables = body.querySelectorAll("table");
  for (const table of tables) {
    const rows = [...table.rows].map((row) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = [...row.cells].map((cell) => cell.textContent.trim()).join(" | ");
      return paragraph;
    });
    table.replaceWith(...rows);
  }
  return tables.length > 0;
}

function tell(target, words) {
  const field = target.closest(".w-field__input");
  field.querySelector(".pasted-notice")?.remove();
  if (!words.length) return;
  const notice = document.createElement("div");
  notice.className = "pasted-notice help-block help-warning";
  notice.setAttribute("role", "status");
  field.append(notice);
  // A screen reader reads what comes into a place that is there already.
  setTimeout(() => {
    notice.textContent = words.join(" ");
  });
}

document.addEventListener(
  "paste",
  (event) => {
    // Not what this sends on itself, below.
    const html = event.isTrusted ? event.clipboardData.getData("text/html") : "";
    if (!html || event.clipboardData.files.length || !event.target.closest(".public-DraftEditor-content")) return;
    const body = parse(html);
    cleanStyles(body);
    cleanLinks(body);
    const words = body.querySelector("h1, h2, h3, h4, h5, h6") ? [pasteWords.headings] : [];
    if (flattenTables(body)) words.push(pasteWords.tables);
    tell(event.target, words);
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", body.innerHTML);
    clipboardData.setData("text/plain", event.clipboardData.getData("text/plain"));
    event.preventDefault();
    event.stopImmediatePropagation();
    event.target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  },
  true,
);
