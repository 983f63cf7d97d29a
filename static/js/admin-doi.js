// Fills the empty fields of a publication with what the register of DOIs knows of it. What somebody typed stays.

const doiPause = 1000;
const doiPatience = 60;

function getDoiField(name) {
  return document.querySelector(`form [name="${name}"]`);
}

function isEmpty(field) {
  return field && !field.value.trim();
}

function setField(field, value) {
  field.value = value;
  // Autosave, the slug and the size of a text field follow these.
  for (const kind of ["input", "change", "keyup"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

function getLabel(field) {
  return field.labels?.[0]?.textContent.replace("*", "").trim() ?? field.name;
}

// The title of a publication in another language, or one that has a page already, is kept beside that of the page.
function arrange(facts) {
  const title = getDoiField("title");
  const isOther = facts.title && !isEmpty(title) && title.value.trim() !== facts.title;
  return isOther ? { ...facts, original_title: facts.title } : facts;
}

function fillIn(facts) {
  const filled = [];
  for (const [name, value] of Object.entries(arrange(facts))) {
    const field = getDoiField(name);
    if (!isEmpty(field)) continue;
    setField(field, value);
    if (field.value === value) filled.push(getLabel(field));
  }
  return filled;
}

async function askOnce(holder) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({ doi: getDoiField("doi").value });
  const response = await fetch(holder.dataset.doi, { method: "POST", body, headers: { "X-CSRFToken": token } });
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

async function askUntilKnown(holder) {
  for (let times = 0; times < doiPatience; times += 1) {
    const answer = await askOnce(holder);
    if (answer.state !== "waiting") return answer;
    await new Promise((resolve) => setTimeout(resolve, doiPause));
  }
  throw new Error("waiting");
}

async function fillFromDoi(button) {
  const holder = button.closest("[data-doi]");
  const status = holder.querySelector("[data-doi-status]");
  if (button.getAttribute("aria-disabled")) return;
  button.setAttribute("aria-disabled", "true");
  status.textContent = holder.dataset.doiAsking;
  try {
    const answer = await askUntilKnown(holder);
    if (answer.state === "found") {
      const filled = fillIn(answer.facts);
      const words = filled.length ? holder.dataset.doiFilled : holder.dataset.doiNothing;
      status.textContent = words.replace("{fields}", filled.join(", "));
    } else {
      status.textContent = answer.words;
    }
  } catch {
    status.textContent = holder.dataset.doiAway;
  }
  button.removeAttribute("aria-disabled");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-doi-button]");
  if (button) fillFromDoi(button);
});
