// The buttons to copy the address of a page and to print it; without a script they are not there.
const actions = {
  copy: async (button) => {
    const field = button.previousElementSibling;
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
  },
  print: () => print(),
};

for (const button of document.querySelectorAll("[data-share]")) {
  // Only an address of HTTPS, or of this machine, may write to the clipboard.
  if (button.dataset.share === "copy" && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", () => actions[button.dataset.share](button));
}
