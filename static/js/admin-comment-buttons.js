// Takes the buttons that comment on a field out of the way of who types on after Tab.
// Each stands between its field and the next, and the first space that was typed pressed it: the words
// went into a comment. Ctrl+Alt+M, which Wagtail's list of shortcuts promises, works in every field instead.

const BUTTON = ".w-field__comment-button--add, [data-comment-add]";

function leaveOut() {
  for (const button of document.querySelectorAll(BUTTON)) button.tabIndex = -1;
}

// Blocks and inline forms are added later.
new MutationObserver(leaveOut).observe(document.body, { childList: true, subtree: true });
leaveOut();

document.addEventListener("keydown", (event) => {
  // The rich text editor answers the shortcut itself.
  const isAnswered = event.defaultPrevented || event.target.closest("[contenteditable]");
  if (isAnswered || event.code !== "KeyM" || !event.altKey || !(event.ctrlKey || event.metaKey)) return;
  const button = event.target.closest(".w-field, .w-field__wrapper")?.querySelector(BUTTON);
  if (!button) return;
  event.preventDefault();
  button.click();
});
