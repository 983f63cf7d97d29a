// Shows in the panel "Before you publish", while somebody types, what makes their Dutch hard to read; it blocks nothing.
// What is found is in static/js/plain-dutch.js. Without this script the panel says all that the server finds.

const HINT_PAUSE = 1000;
const MOST_WITHOUT_HEADING = 300;
const MOST_SHOWN = 15;
const hintPanel = document.getElementById("plain-dutch");
const hintData = JSON.parse(document.getElementById("plain-dutch-data")?.textContent ?? "null");
const editForm = document.querySelector("form[data-edit-form]");

const RICH = ".public-DraftEditor-content";
const PLAIN = "textarea:not([hidden]), input[type=text][name=title]";

// Browsers check the spelling, and screen readers speak, in the language of the text.
function setLanguage(language) {
  for (const field of editForm.querySelectorAll(`${RICH}, textarea, input[type=text]`)) {
    if (!field.hasAttribute("lang")) field.lang = language;
    if (field.matches(RICH)) field.spellcheck = true;
  }
}

// Each paragraph that is written, as [text, the element that it is in].
function listParagraphs() {
  return [...editForm.querySelectorAll(`${RICH}, ${PLAIN}`)]
    .filter((field) => !field.closest("[data-side-panel], .w-combobox-container") && field.getClientRects().length)
    .flatMap((field) => {
      if (!field.matches(RICH)) return [[field.value, field]];
      return [...field.querySelectorAll("[data-block=true]")].map((block) => [block.innerText, field]);
    })
    .filter(([text]) => text.trim());
}

function hasTitle(child) {
  return child.querySelector(":scope > input[name$='-type'][value=heading], input[name$='-value-title']") !== null;
}

// How many words stand below each other without a heading, counted over the blocks of the page.
function findStretches(listWords) {
  const found = [];
  let count = 0;
  for (const child of editForm.querySelectorAll("[data-streamfield-child]")) {
    if (hasTitle(child)) count = 0;
    const before = count;
    for (const field of child.querySelectorAll(RICH)) count += listWords(field.innerText).length;
    if (before <= MOST_WITHOUT_HEADING && count > MOST_WITHOUT_HEADING) {
      found.push([{ kind: "stretch", words: "", count }, child]);
    }
  }
  return found;
}

function describeHint(hint) {
  const short = hint.words.length > 60 ? `${hint.words.slice(0, 59).trim()}…` : hint.words;
  const values = { ...hint, words: short };
  return hintData.sentences[hint.kind].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function makeItem([hint, place]) {
  const item = document.createElement("li");
  item.className = "advice__item";
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "advice__hint", textContent: describeHint(hint) });
  button.addEventListener("click", () => {
    document.dispatchEvent(new Event("plain-dutch:go"));
    place.scrollIntoView({ block: "center" });
    (place.matches("[contenteditable], textarea, input") ? place : place.querySelector(RICH))?.focus({ preventScroll: true });
  });
  item.append(button);
  if (hintData.explain && ["rare", "abbreviation"].includes(hint.kind)) item.append(makeExplainLink(hint));
  return item;
}

// To the form that adds a word to the glossary, in another tab: what is typed here stays. Who went there is told no more.
function makeExplainLink({ words }) {
  const link = document.createElement("a");
  Object.assign(link, { className: "advice__link", target: "_blank", textContent: hintData.explain_words });
  link.href = hintData.explain + encodeURIComponent(words);
  link.addEventListener("click", () => {
    hintData.explained.push(words.toLowerCase());
    link.closest("li").remove();
  });
  return link;
}

// What finds rare words, or undefined without the list of those that are not: the other hints are there all the same.
async function fetchFindRare() {
  const answer = await fetch(hintData.common).catch(() => null);
  return answer?.ok ? window.rareWords(new Set((await answer.text()).split("\n"))) : undefined;
}

async function start() {
  const { findHints, listWords } = window.plainDutch(hintData.formal, await fetchFindRare());
  const list = hintPanel.querySelector("ul");
  let shown = "";
  const update = () => {
    setLanguage(hintPanel.dataset.language);
    const explained = new Set(hintData.explained);
    const found = listParagraphs().flatMap(([text, field]) => findHints(text, explained).map((hint) => [hint, field]));
    const hints = [...found, ...findStretches(listWords)].slice(0, MOST_SHOWN);
    const words = hints.map(([hint]) => describeHint(hint)).join("\n");
    // Who has the focus on one of them keeps it while nothing changes.
    if (words === shown) return;
    shown = words;
    list.replaceChildren(...hints.map(makeItem));
    hintPanel.hidden = hints.length === 0;
  };
  let timer = setTimeout(update, HINT_PAUSE);
  editForm.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(update, HINT_PAUSE);
  });
}

if (hintPanel && hintData && editForm) {
  if (hintPanel.dataset.language === hintData.language) start();
  else setTimeout(() => setLanguage(hintPanel.dataset.language), HINT_PAUSE);
}
