// Brings in many pictures: a card with questions for each, one button that stores all. Each goes to the
// server by itself, so that a picture that is refused, or a line that breaks, keeps no other out.

const uploadForm = document.querySelector("[data-upload]");
const find = (name, place = uploadForm) => place.querySelector(`[data-upload-${name}]`);
const list = find("list");
const store = find("store");
const status = find("status");
const template = document.querySelector("template[data-upload-card]");
const input = uploadForm.querySelector("[type=file]");
const files = new Map(); // Of each card that is not stored yet.
const PREFIX = "one-";
let cardNumber = 0;

function makeTitle(file) {
  return file.name.replace(/\.[^.]+$/, "").replaceAll(/[_-]+/g, " ");
}

function addCard(file) {
  cardNumber += 1;
  const holder = document.createElement("template");
  holder.innerHTML = template.innerHTML.replaceAll("__number__", cardNumber);
  // Only in the page itself a picture is loaded.
  const card = document.importNode(holder.content, true).querySelector("li");
  const picture = card.querySelector("img");
  picture.src = URL.createObjectURL(file);
  // Some browsers do not know the photos of an iPhone: the site does.
  picture.addEventListener("error", () => { picture.hidden = true; });
  card.querySelector("[name$=title]").value = makeTitle(file);
  const remove = find("remove", card);
  remove.setAttribute("aria-label", uploadForm.dataset.remove.replace("{name}", file.name));
  remove.addEventListener("click", () => {
    files.delete(card);
    card.remove();
    (list.querySelector("input[type=text]") ?? input).focus();
    showNumber();
  });
  files.set(card, file);
  list.append(card);
}

function showNumber() {
  const words = files.size === 1 ? uploadForm.dataset.storeOne : uploadForm.dataset.storeMany;
  store.textContent = words.replace("{number}", files.size);
  store.hidden = files.size === 0;
  find("answers").hidden = files.size === 0;
}

function addFiles(chosen) {
  for (const file of chosen) addCard(file);
  input.value = "";
  status.textContent = "";
  showNumber();
}

// Errors: below their field, where a screen reader finds them by the field.

function clearErrors(place) {
  for (const error of place.querySelectorAll("[data-upload-error]")) error.remove();
  for (const field of place.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

function showError(field, text) {
  const error = document.createElement("p");
  error.className = "error-message";
  error.dataset.uploadError = "";
  error.id = `${field.id}-refused`;
  error.textContent = text;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${error.id}`.trim());
  (field.closest(".w-field__wrapper") ?? field.parentElement).append(error);
}

function tellCard(card, text) {
  const message = find("message", card);
  message.textContent = text;
  message.hidden = !text;
}

function getValue(card, name) {
  return card.querySelector(`[name="${PREFIX}${name}"]`).value.trim();
}

function isLogo() {
  return uploadForm.querySelector("[name=kind]").value === "logo";
}

function check() {
  clearErrors(uploadForm);
  const cards = [...files.keys()];
  const people = uploadForm.querySelector("[name=people_shown]");
  if (!uploadForm.querySelector("[name=people_shown]:checked") && cards.some((card) => !getValue(card, "people_shown"))) {
    showError(people, uploadForm.dataset.unanswered);
  }
  for (const card of cards) {
    const isTold = getValue(card, "description") || card.querySelector("[name$=only_decorates]").checked;
    if (!isTold && !isLogo()) {
      showError(card.querySelector("[name$=description]"), uploadForm.dataset.undescribed);
    }
  }
  uploadForm.querySelector("[aria-invalid]")?.focus();
  return !uploadForm.querySelector("[aria-invalid]");
}

// What is answered for one picture goes before what is answered for all.
function collect(card, file) {
  const answers = new FormData();
  for (const [name, value] of new FormData(uploadForm)) {
    if (!name.startsWith(PREFIX)) answers.append(name, value);
  }
  for (const field of card.querySelectorAll(`[name^="${PREFIX}"]`)) {
    const isGiven = field.type === "checkbox" ? field.checked : field.value.trim();
    if (isGiven) answers.set(field.name.slice(PREFIX.length), field.value);
  }
  answers.append("file", file);
  return answers;
}

function showRefusal(card, errors) {
  for (const [name, texts] of Object.entries(errors)) {
    const field = card.querySelector(`[name="${PREFIX}${name}"]`);
    if (field && !field.closest("details:not([open])")) showError(field, texts.join(" "));
    else tellCard(card, texts.join(" "));
  }
}

function showStored(card, { url, note }) {
  const title = getValue(card, "title");
  files.delete(card);
  find("questions", card).remove();
  find("remove", card).remove();
  const link = document.createElement("a");
  link.href = url;
  link.textContent = `${title}: ${uploadForm.dataset.stored} ✓`;
  tellCard(card, note);
  find("message", card).before(link);
}

async function send(card, file) {
  tellCard(card, uploadForm.dataset.storing);
  try {
    const headers = { Accept: "application/json" };
    const response = await fetch(location.href, { method: "POST", body: collect(card, file), headers });
    const answer = await response.json();
    tellCard(card, "");
    if (answer.errors) showRefusal(card, answer.errors);
    else if (response.ok) showStored(card, answer);
    else tellCard(card, answer.error_message);
  } catch {
    tellCard(card, uploadForm.dataset.failed);
  }
}

async function storeAll(event) {
  event.preventDefault();
  if (!check()) return;
  const before = files.size;
  store.disabled = true;
  for (const [card, file] of [...files]) await send(card, file);
  store.disabled = false;
  const words = files.size ? uploadForm.dataset.someRefused : uploadForm.dataset.allStored;
  status.textContent = words.replace("{stored}", before - files.size).replace("{refused}", files.size);
  showNumber();
  const back = find("back");
  back.hidden = false;
  (files.size ? uploadForm.querySelector("[aria-invalid]") ?? store : back).focus();
}

const zone = find("zone");
input.addEventListener("change", () => addFiles(input.files));
uploadForm.addEventListener("submit", storeAll);
// A file that misses the place would take the place of the whole screen.
for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
zone.addEventListener("dragover", () => zone.classList.add("upload-zone--over"));
zone.addEventListener("dragleave", () => zone.classList.remove("upload-zone--over"));
zone.addEventListener("drop", (event) => {
  zone.classList.remove("upload-zone--over");
  addFiles(event.dataTransfer.files);
});
window.addEventListener("beforeunload", (event) => {
  if (files.size) event.preventDefault();
});
