// Shows the tab that has the first fault when a form comes back refused; Wagtail opens the first tab.

document.addEventListener("w-tabs:ready", ({ target }) => {
  // Not at once: the blocks of a text, with their faults, are drawn after the tabs around them.
  setTimeout(() => {
    const panel = target.querySelector("[role=tabpanel] .error-message")?.closest("[role=tabpanel]");
    if (panel) target.querySelector(`[role=tab][aria-controls="${panel.id}"]`).click();
  });
});
