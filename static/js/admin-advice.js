// Leads from a piece of advice to its place in the form, and shows on the button of the panel how many there are.

// The place, or what is nearest around it: a block that was just added has no address yet.
function findPlace(path) {
  const parts = path.split(".");
  for (let length = parts.length; length; length -= 1) {
    const selector = parts.slice(0, length).map((part) => `[data-contentpath="${CSS.escape(part)}"]`);
    const place = document.querySelector(selector.join(" "));
    if (place) return place;
  }
  return document.getElementById(`id_${parts[0]}-FORMS`);
}

function open(place) {
  const tab = place.closest("[role=tabpanel]");
  if (tab?.hidden) document.querySelector(`[role=tab][aria-controls="${tab.id}"]`)?.click();
  for (let around = place; around; around = around.parentElement?.closest("section")) {
    around.querySelector(":scope > * > [data-panel-toggle][aria-expanded=false]")?.click();
  }
}

// On a phone the panel lies over the form.
function uncover() {
  const panel = document.querySelector("[data-form-side]");
  if (panel?.getBoundingClientRect().left < 50) panel.querySelector("[data-form-side-close-button]").click();
}

function goTo(event) {
  const link = event.target.closest("[data-advice-place]");
  const place = link && findPlace(link.dataset.advicePlace);
  if (!place) return;
  event.preventDefault();
  uncover();
  open(place);
  place.scrollIntoView({ block: "center" });
  const fields = ["[contenteditable=true]", "textarea, select, input:not([type=hidden])", "button"];
  const field = fields.map((each) => place.querySelector(each)).find(Boolean);
  field?.focus({ preventScroll: true });
}

function count() {
  const total = Number(document.querySelector("[data-advice]")?.dataset.advice ?? 0);
  const counter = document.querySelector("[data-side-panel-toggle=checks] [data-side-panel-toggle-counter]");
  if (!counter) return;
  counter.textContent = total;
  counter.hidden = total === 0;
  say(total);
}

// A screen reader hears the number when it changed, and not all of the advice again after every autosave.
function say(total) {
  const status = document.querySelector("[data-advice-status]");
  const words = `${status.dataset.heading}: ${total}`;
  if (status.textContent !== words) status.textContent = words;
}

document.addEventListener("click", goTo);
document.addEventListener("w-autosave:success", () => setTimeout(count));
document.addEventListener("w-teleport:appended", count);
document.addEventListener("plain-dutch:go", uncover);
count();
