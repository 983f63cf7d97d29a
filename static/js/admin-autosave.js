// Keeps the editor's own saving of drafts out of the way of somebody who publishes.
// Wagtail sends both at once: a new page is then made twice, and refused as its address is taken.

let saving = false;
let leaving = false;
let held = null;

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

document.addEventListener("w-autosave:save", (event) => {
  if (leaving) event.preventDefault();
  else saving = true;
});

for (const outcome of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(outcome, () => {
    saving = false;
    // Later: what was typed meanwhile is saved first, and starts right after this.
    setTimeout(sendHeld);
  });
}

// While capturing, to be ahead of what Wagtail does with it.
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

// The browser brings back a page as it was left.
window.addEventListener("pageshow", () => {
  leaving = false;
});
