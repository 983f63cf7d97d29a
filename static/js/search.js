// Suggestions below a search field, after the combobox pattern of the ARIA Authoring Practices Guide.
// The form works without them; they only save typing.
const form = document.querySelector("[data-suggestions]");
const input = form.querySelector("input");
const list = document.createElement("ul");
const WAIT = 150; // milliseconds since the last key

let timer, request;

const options = () => [...list.children];
const chosen = () => list.querySelector("[aria-selected=true]");

function close() {
  list.hidden = true;
  list.replaceChildren();
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

// Nothing opens any more for what was typed until now.
function stop() {
  clearTimeout(timer);
  request?.abort();
  close();
}

function choose(option) {
  chosen()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  input.setAttribute("aria-activedescendant", option?.id ?? "");
  option?.scrollIntoView({ block: "nearest" });
}

function makePart(text, name) {
  const part = document.createElement("span");
  part.textContent = text;
  part.className = `search-option__${name}`;
  return part;
}

// Read as "Werkteams, Pagina": what it is called, and what it is.
function makeOption({ text, url, kind }, place) {
  const option = document.createElement("li");
  option.role = "option";
  option.id = `suggestion-${place}`;
  option.className = "search-option";
  option.append(makePart(text, "text"), " ", makePart(kind, "kind"));
  option.dataset.url = url;
  option.setAttribute("aria-selected", "false");
  return option;
}

async function suggest() {
  request?.abort();
  request = new AbortController();
  try {
    const address = `${form.dataset.suggestions}?${new URLSearchParams({ q: input.value })}`;
    const response = await fetch(address, { signal: request.signal });
    const found = await response.json();
    close();
    list.append(...found.options.map(makeOption));
    list.hidden = !list.firstChild;
    input.setAttribute("aria-expanded", String(!list.hidden));
  } catch {
    // A newer question has taken its place, or there is no connection: nothing to show.
  }
}

list.id = "suggestions";
list.className = "search-form__options";
list.role = "listbox";
list.setAttribute("aria-label", input.labels[0].textContent);
form.append(list);
input.role = "combobox";
input.setAttribute("aria-autocomplete", "list");
input.setAttribute("aria-controls", list.id);
close();

input.addEventListener("input", () => {
  clearTimeout(timer);
  // Escape empties the field of itself, which is no question either.
  if (input.value) timer = setTimeout(suggest, WAIT);
  else stop();
});

input.addEventListener("keydown", (event) => {
  const all = options();
  const place = all.indexOf(chosen());
  if (event.key === "Escape") {
    const wasOpen = !list.hidden;
    stop();
    // With nothing open, Escape does what the browser does with it.
    if (!wasOpen) return;
  } else if (event.key === "Enter" && chosen()) {
    location.assign(chosen().dataset.url);
  } else if (event.key === "ArrowDown" && all.length) {
    choose(all[(place + 1) % all.length]);
  } else if (event.key === "ArrowUp" && all.length) {
    choose(all.at(place < 1 ? -1 : place - 1));
  } else {
    return;
  }
  event.preventDefault();
});

// Pressing a suggestion must not take the focus from the field before it is clicked.
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("click", ({ target }) => location.assign(target.closest("li").dataset.url));
input.addEventListener("blur", stop);
