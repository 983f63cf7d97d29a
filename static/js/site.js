// The header: its search field suggests pages, by a script that comes when somebody goes to it.
const search = document.querySelector("[data-script]");

search?.addEventListener("focusin", () => import(search.dataset.script), { once: true });

// On a phone the menu is a <details> element, which works by itself.
// This lets Escape close it and return the focus to its button.
const menu = document.querySelector(".main-menu__disclosure");

menu?.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// On paper, links within the site show their address as people type it: "www.example.org/nieuws/".
// Without this they show what stands behind the name of the site.
addEventListener("beforeprint", () => {
  for (const link of document.querySelectorAll("main a[href^='/']")) {
    link.dataset.address = link.host + link.getAttribute("href");
  }
});
