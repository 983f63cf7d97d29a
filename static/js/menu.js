// The menu on a phone is a <details> that works by itself.
// This adds that Escape closes it and gives the focus back to its button.
const menu = document.querySelector(".main-menu__fold");

menu?.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
