// Lets somebody who was signed out sign in in another tab, and go on in this one.
// Signing in renews the token that every form carries; with the old one, nothing that was typed is taken.

const script = document.currentScript.dataset;
let isRefused = false;
// Once until something was saved: a refusal for another reason must not be answered for ever.
let isRenewed = false;

async function renew() {
  // With this header Wagtail answers 403 to who is signed out, instead of sending its login page.
  const headers = { "X-Requested-With": "XMLHttpRequest" };
  const response = await fetch(script.token, { headers }).catch(() => null);
  if (!response?.ok) return;
  const { token } = await response.json();
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  isRefused = false;
  isRenewed = true;
  const form = document.querySelector("[data-controller~='w-autosave'][data-edit-form]");
  // What Wagtail says itself when something was typed: it saves at once.
  const edited = { bubbles: true, cancelable: true, detail: { type: "edits" } };
  form?.dispatchEvent(new CustomEvent("w-unsaved:add", edited));
}

function addLink() {
  const words = document.querySelector(".footer__save-warning p");
  if (!words || words.querySelector("a")) return;
  const link = document.createElement("a");
  Object.assign(link, { href: script.login, target: "_blank", textContent: script.words });
  words.append(" ", link);
}

document.addEventListener("w-autosave:error", (event) => {
  if (!event.detail.response?.renew) return;
  isRefused = true;
  // After Wagtail, which hears the same event and shows its words.
  setTimeout(addLink);
  if (!isRenewed) renew();
});

document.addEventListener("w-autosave:success", () => {
  isRenewed = false;
});

// Back from the tab in which somebody signed in.
window.addEventListener("focus", () => {
  if (isRefused || document.querySelector("[data-refused]")) renew();
});
