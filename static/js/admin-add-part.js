// A link to a form that ends with the id of a button "Add …" (#id_open_calls-ADD) presses it: who comes for a new
// part finds it there, empty and in sight. Wagtail itself opens the tab that the button is on.

function addAskedPart() {
  const button = document.getElementById(window.location.hash.slice(1));
  if (!button?.matches('button[id$="-ADD"]')) return;
  // Once: who loads the form again did not ask for another one.
  window.history.replaceState(window.history.state, "", window.location.pathname);
  button.click();
  const parts = document.getElementById(button.id.replace(/ADD$/, "FORMS"));
  const field = parts?.lastElementChild?.querySelector("input:not([type=hidden]), textarea");
  // Not while it gets the focus: a browser that scrolls smoothly would stop half-way.
  field?.focus({ preventScroll: true });
  requestAnimationFrame(() => field?.scrollIntoView({ block: "center", behavior: "instant" }));
}

window.addEventListener("load", addAskedPart, { once: true });
