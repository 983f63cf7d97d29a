// Opens the dialog that plans a page again when what was typed in it was refused.

document.addEventListener("w-dialog:ready", ({ target, detail }) => {
  if (target.id === "schedule-publishing-dialog" && target.querySelector(".error-message")) detail.dialog.show();
});
