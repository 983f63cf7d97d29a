// Sees to it that autosave keeps, and the browser warns of, what was typed while Wagtail did not look: in the first two
// seconds of a form, and while it was being saved. Wagtail takes the form as it is after that for what is kept.

const keptFields = new WeakMap(); // Of each form, what is kept: its fields as Wagtail writes them down.
const textsOfUser = new WeakSet(); // The fields of texts in which somebody pressed or wrote something.

function findForm({ target }) {
  return target.closest?.("form[data-controller~='w-unsaved']");
}

function getWatch(form) {
  return window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved");
}

// Who presses something in the first seconds may change the form with it, and who speaks or picks a sign writes without.
function rememberFirst(event) {
  const form = event.isTrusted && findForm(event);
  const watch = form && getWatch(form);
  if (watch && !watch.initialFormData && !keptFields.has(form)) keptFields.set(form, watch.formData);
}

// Draftail puts the editor of a text beside its hidden field.
function findText(editor) {
  return editor.parentNode.querySelector("input[type='hidden']");
}

function rememberText({ target }) {
  const editor = target.closest?.("[data-draftail-editor-wrapper]");
  if (editor) textsOfUser.add(findText(editor));
}

// Returns fields (as Wagtail writes them down) with the texts as they are now in which nobody was.
function takeOverTexts(form, written) {
  const fields = new URLSearchParams(written);
  for (const text of [...form.querySelectorAll("[data-draftail-editor-wrapper]")].map(findText)) {
    if (fields.has(text.name) && !textsOfUser.has(text)) fields.set(text.name, text.value);
  }
  return fields.toString();
}

// The editor of a text writes it down in its own way once it is ready. That alone is no change.
function doubt(event) {
  const form = findForm(event);
  const watch = form && getWatch(form);
  if (!watch?.initialFormData || watch.forceValue || watch.hasCommentsValue) return;
  watch.initialFormData = takeOverTexts(form, watch.initialFormData);
  if (watch.initialFormData === watch.formData) event.stopImmediatePropagation();
}

function rememberSent(event) {
  const form = findForm(event);
  if (form && !event.defaultPrevented) keptFields.set(form, getWatch(form).formData);
}

// The answer has the ids of parts that are new, and Wagtail puts them in the form.
function addAnswer(event) {
  const form = findForm(event);
  if (!keptFields.has(form)) return;
  const fields = new URLSearchParams(keptFields.get(form));
  for (const [name, value] of Object.entries(event.detail.response?.field_updates ?? {})) {
    if (fields.has(name)) fields.set(name, value);
  }
  keptFields.set(form, fields.toString());
}

// Wagtail compares within half a second, and finds what was typed since. It begins to watch more than once: what is
// kept stays the same until something is sent.
function correct(event) {
  const form = findForm(event);
  if (keptFields.has(form)) getWatch(form).initialFormData = keptFields.get(form);
}

// The browser warns of what Wagtail has found by then: so not of what somebody typed in the last half second, nor in the
// first two.
function compareBeforeLeaving() {
  for (const form of document.querySelectorAll("form[data-controller~='w-unsaved']")) {
    const watch = getWatch(form);
    const kept = watch?.initialFormData || keptFields.get(form);
    if (watch && kept && takeOverTexts(form, kept) !== watch.formData) watch.hasEditsValue = true;
  }
}

for (const type of ["pointerdown", "keydown", "beforeinput"]) {
  document.addEventListener(type, rememberFirst, true);
  document.addEventListener(type, rememberText, true);
}
document.addEventListener("w-autosave:save", rememberSent);
// In the capture phase, ahead of Wagtail.
document.addEventListener("w-autosave:success", addAnswer, true);
document.addEventListener("w-unsaved:add", doubt, true);
document.addEventListener("w-unsaved:watch-edits", correct);
window.addEventListener("beforeunload", compareBeforeLeaving, true);
