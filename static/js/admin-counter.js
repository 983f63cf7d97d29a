// Says below a field how many signs are in it, and how many of them most mailboxes show.

function showCount(field) {
  const { count, countWords } = field.dataset;
  const words = document.createElement("p");
  words.className = "text-count";
  words.id = `${field.id}-count`;
  const update = () => {
    words.textContent = countWords.replace("{number}", field.value.length).replace("{most}", count);
  };
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${words.id}`.trim());
  field.addEventListener("input", update);
  field.after(words);
  update();
}

document.querySelectorAll("[data-count]").forEach(showCount);
