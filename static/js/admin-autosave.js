// Keeps Wagtail's autosave out of the way of an editor who publishes, and says what it kept.
// Wagtail sends both at once: a new page is then created twice, and refused as its slug is in use.

let saving = false;
let leaving = false;
let held = null;
let keptAt = "";
const keptWords = document.currentScript.dataset;

// Says what is kept and what is not, in the place of Wagtail's own words for a form that is not right. A form that is
// kept in parts, as a translation is, has words of its own from the server.
function tellWhatIsKept() {
  const text = document.querySelector(".footer__save-warning p:not([data-own-words])");
  if (text) text.textContent = keptAt ? keptWords.since.replace("{time}", keptAt) : keptWords.nothing;
}

document.addEventListener("w-autosave:error", (event) => {
  // After Wagtail, which hears the same event and shows its words.
  if (event.detail.type === "validation_error") setTimeout(tellWhatIsKept);
});

document.addEventListener("w-autosave:success", () => {
  keptAt = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
  // Beside the buttons, where it stays to be read.
  const line = document.querySelector("#kept");
  if (line) line.textContent = line.dataset.kept.replace("{time}", keptAt);
});

function isEditor(form) {
  return form.matches("[data-controller~='w-autosave']");
}

function sendHeld() {
  if (!held || saving) return;
  const { form, submitter } = held;
  held = null;
  // Wagtail has disabled the button that was pressed, and what is disabled is not sent.
  if (submitter) submitter.disabled = false;
  form.requestSubmit(submitter);
}

// Wagtail asks every ten seconds whether somebody saved a newer version, and not while it saves. What it asked before
// that, on a slow network, is answered with our own version: then it warns of that for as long as the form is open.
function dropTheQuestion() {
  const sessions = document.querySelector(".w-editing-sessions");
  if (!sessions) return;
  window.wagtail.app.getControllerForElementAndIdentifier(sessions, "w-swap")?.abortController?.abort();
}

// Somebody else did save a newer version. Wagtail asks what to do when a button is pressed, once it heard of that.
function pressAgain() {
  const button = held?.submitter;
  held = null;
  if (!button) return;
  button.dataset.wProgressLoadingValue = "false";
  const sessions = document.querySelector("#w-editing-sessions");
  sessions.addEventListener("w-swap:success", () => button.click(), { once: true });
}

document.addEventListener("w-autosave:save", (event) => {
  // What was typed during the last saving goes along with the form that waits.
  if (leaving || held) {
    event.preventDefault();
    return;
  }
  saving = true;
  dropTheQuestion();
});

for (const outcome of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(outcome, ({ detail }) => {
    saving = false;
    if (detail.type === "invalid_revision") pressAgain();
    // Not at once: Wagtail is not done with its answer.
    setTimeout(sendHeld);
  });
}

// In the capture phase, ahead of Wagtail's own listeners.
document.addEventListener(
  "submit",
  (event) => {
    if (!saving || !isEditor(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held = { form: event.target, submitter: event.submitter };
  },
  true,
);

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && isEditor(event.target)) leaving = true;
});

// A part that was added, such as an open call, has nothing in it yet that could be kept. Wagtail finds its fields in
// the form, and would make a draft of that. The editor of a text in it writes in its field too, a moment later.
const PART_IS_THERE = 400;

function takeForUnchanged(button) {
  const form = button.closest("form");
  const watch = form && isEditor(form) && window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved");
  if (!watch?.initialFormData || watch.hasChanges() || watch.hasEditsValue) return;
  const typing = new AbortController();
  const wait = setTimeout(() => {
    typing.abort();
    watch.clear();
  }, PART_IS_THERE);
  form.addEventListener("input", () => clearTimeout(wait), { once: true, signal: typing.signal });
}

// In the capture phase, ahead of Wagtail, which adds the part.
document.addEventListener(
  "click",
  ({ target }) => {
    const button = target.closest("button[id$='-ADD']");
    if (button) takeForUnchanged(button);
  },
  true,
);

// The back button restores a page as it was left.
window.addEventListener("pageshow", () => {
  leaving = false;
});
