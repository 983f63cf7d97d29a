// Lets Wagtail's autosave keep a translation while somebody types, and says at each passage what came of it.
// Without this script, and without JavaScript, the button saves.

const form = document.getElementById("w-editor-form");
const saved = document.getElementById("translation-saved");

function getPassages() {
  return [...form.querySelectorAll("[data-passage]")];
}

function getField(passage, name) {
  return form.elements.namedItem(`${passage.dataset.passage}-${name}`);
}

function isTouched(passage) {
  const [text, shown, keep] = ["text", "shown", "keep"].map((name) => getField(passage, name));
  return text.value !== shown.value || Boolean(keep?.checked);
}

function replaceHtml(element, html) {
  if (!element || element.innerHTML.trim() === html.trim()) return;
  const hadFocus = element.contains(document.activeElement);
  element.innerHTML = html;
  if (hadFocus) element.closest("[data-passage]")?.querySelector("textarea").focus();
}

// What was ticked as right is saved now, and not said again with each letter that follows.
function untick(name) {
  const keep = form.elements.namedItem(name.replace(/-shown$/, "-keep"));
  if (keep?.checked) keep.closest("label").remove();
}

function show({ field_updates: updates = {}, notes = {}, progress, strays, advice, message = "" }) {
  for (const [name, value] of Object.entries(updates)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
    if (name.endsWith("-shown")) untick(name);
  }
  for (const [prefix, html] of Object.entries(notes)) {
    replaceHtml(document.getElementById(`${prefix}-notes`), html);
  }
  if (progress) replaceHtml(document.getElementById("translation-progress"), progress);
  if (strays) replaceHtml(document.getElementById("translation-strays"), strays);
  if (advice) replaceHtml(document.getElementById("advice-findings"), advice);
  saved.textContent = message;
}

function countCharacters({ target }) {
  const words = target.closest("[data-passage]")?.querySelector("[data-limit]");
  if (!words) return;
  const number = [...target.value.trim()].length;
  words.textContent = words.dataset.words.replace("#", number);
  words.parentElement.classList.toggle("passage__limit--over", number > words.dataset.limit);
}

// Says of the chosen words in a field that they are in another language; or not any more, where it says so.
function mark(button) {
  const field = button.closest("[data-passage]").querySelector("textarea");
  const { selectionStart: start, selectionEnd: end, value } = field;
  const [before, after] = [`<span lang="${button.dataset.mark}">`, "</span>"];
  const chosen = value.slice(start, end);
  const isMarked = chosen.startsWith(before) && chosen.endsWith(after);
  const words = isMarked ? chosen.slice(before.length, -after.length) : before + chosen + after;
  field.focus();
  if (!chosen.trim()) return;
  field.setRangeText(words, start, end, "select");
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
}

document.addEventListener("w-autosave:save", ({ target, detail: { formData } }) => {
  if (target !== form) return;
  for (const passage of getPassages().filter((each) => !isTouched(each))) {
    for (const name of ["text", "shown", "theirs"]) formData.delete(`${passage.dataset.passage}-${name}`);
  }
});

for (const outcome of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(outcome, ({ target, detail: { response } }) => {
    if (target === form) show(response ?? {});
  });
}

form.addEventListener("input", countCharacters);

for (const button of form.querySelectorAll("[data-mark]")) {
  button.hidden = false;
  button.addEventListener("click", () => mark(button));
}
