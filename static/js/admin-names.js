// Gives a name to the fields of Wagtail's editor that have none: to the texts, that of their field or block, and to the
// cells of a table, their column and row. A screen reader said “edit text” of each of them.

const TEXT = "[contenteditable=true][role=textbox]:not([aria-label])";
const CELL = "input[name*='-cell-']:not([aria-label]), select[name*='-cell-']:not([aria-label])";

function nameText(text) {
  const place = text.closest("[data-contentpath]");
  const heading = text.closest(".w-panel")?.querySelector(".c-sf-block__type, [data-panel-heading-text]");
  const field = place?.querySelector("[name]")?.name;
  const label = place?.querySelector("label") ?? document.querySelector(`label[for="id_${field}"]`);
  const name = (label ?? heading)?.firstChild?.textContent.trim();
  if (name) text.setAttribute("aria-label", name);
}

function nameCell(cell) {
  const [, prefix, row, column] = cell.name.match(/^(.*)-cell-(\d+)-(\d+)/) ?? [];
  const heading = document.getElementsByName(`${prefix}-column-${column}-heading`)[0];
  const name = heading?.value || Number(column) + 1;
  if (prefix) cell.setAttribute("aria-label", `${name}, ${Number(row) + 1}`);
}

function nameAll() {
  document.querySelectorAll(TEXT).forEach(nameText);
  document.querySelectorAll(CELL).forEach(nameCell);
}

// Blocks and rows are added later.
new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
nameAll();
