// Shows what needs passkeys where the browser has them, and says it when one did not work.

if (window.PublicKeyCredential) {
  for (const element of document.querySelectorAll("[data-needs-passkeys]")) element.hidden = false;
}

// Enter in a field of the form does what the button does; there is nothing to send before that.
for (const form of document.querySelectorAll(".passkey-form")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.querySelector("#passkey-button").click();
  });
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const element of document.querySelectorAll("[data-passkey-error]")) element.hidden = false;
});
