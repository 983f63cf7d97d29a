// Shows beside the form of a picture how it is cut where it is shown, and again when the focal point moves.

const crops = document.querySelector("[data-crops]");
const source = document.querySelector(".focal-point-chooser img");
const fields = ["x", "y", "width", "height"].map((name) => document.querySelector(`#id_focal_point_${name}`));
let shown = null;

function draw(parts) {
  const scale = source.naturalWidth / source.dataset.originalWidth;
  for (const canvas of crops.querySelectorAll("canvas")) {
    const part = parts[canvas.dataset.use].map((number) => number * scale);
    // Sharp on a dense screen too; this also wipes what was drawn before.
    canvas.height = 240;
    canvas.width = (240 * part[2]) / part[3];
    canvas.getContext("2d").drawImage(source, ...part, 0, 0, canvas.width, canvas.height);
  }
}

async function update() {
  const query = new URLSearchParams(fields.map((field) => [field.name, field.value])).toString();
  if (query === shown) return;
  shown = query;
  await source.decode();
  const response = await fetch(`${crops.dataset.crops}?${query}`);
  if (response.ok && query === shown) draw(await response.json());
}

// Wagtail's script sets the fields without telling anybody, whenever the pointer or a key is let go.
for (const name of ["pointerup", "mouseup", "keyup", "click"]) {
  document.addEventListener(name, () => setTimeout(update));
}
update();
