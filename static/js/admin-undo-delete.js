// Lets an editor take back a block or a part that they deleted: a button stands in its place until they leave.
// The focus goes there too; with the block it would be lost, and nothing would tell what happened.

const undoWords = document.currentScript.dataset;
let number = 0;

function describe(child) {
  const text = child.getTextLabel({ maxLength: 60 });
  const kind = child.blockDef?.meta?.label ?? child.block?.blockDef?.meta?.label ?? "";
  return text ? `${kind} “${text}”` : kind;
}

function countBefore(sequence, notice) {
  const follows = Node.DOCUMENT_POSITION_FOLLOWING;
  return sequence.children.filter((child) => child.element.compareDocumentPosition(notice) & follows).length;
}

function makeNotice(name, restore) {
  const notice = document.createElement("div");
  notice.className = "help-block help-info";
  const text = document.createElement("p");
  number += 1;
  text.id = `deleted-block-${number}`;
  text.setAttribute("role", "status");
  text.textContent = undoWords.deleted.replace("{block}", name);
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button button-small", textContent: undoWords.undo });
  button.setAttribute("aria-describedby", text.id);
  button.addEventListener("click", restore);
  notice.append(text, button);
  return notice;
}

// Wagtail's way to change how blocks behave: another definition by the same name, which makes its own block.
function withUndo(Definition) {
  return class extends Definition {
    render(...place) {
      const sequence = super.render(...place);
      const deleteBlock = sequence.deleteBlock.bind(sequence);
      sequence.deleteBlock = (index, options) => {
        const child = sequence.children[index];
        const state = child.getState();
        const collapsed = child.collapsed;
        const notice = makeNotice(describe(child), () => {
          sequence.insert(state, countBefore(sequence, notice), { focus: true, collapsed });
          notice.remove();
        });
        child.element.after(notice);
        deleteBlock(index, options);
        notice.querySelector("button").focus();
      };
      return sequence;
    }
  };
}

const { StreamBlockDefinition, ListBlockDefinition } = window.wagtailStreamField?.blocks ?? {};
if (StreamBlockDefinition) {
  window.telepath.register("wagtail.blocks.StreamBlock", withUndo(StreamBlockDefinition));
  window.telepath.register("wagtail.blocks.ListBlock", withUndo(ListBlockDefinition));
}

// What an InlinePanel holds: the members of a team, featured news and the like. Wagtail only hides a part that was
// deleted, and sends it along with a mark.

function describePart(part) {
  const kind = part.querySelector("[data-panel-heading-text]").firstChild.textContent.trim();
  const fields = part.querySelectorAll(".chosen [data-chooser-title], input[type=text], textarea");
  const texts = [...fields].filter((field) => !field.closest(".blank")).map((field) => field.value ?? field.textContent);
  const text = texts.map((each) => each.trim()).find(Boolean);
  return text ? `${kind} “${text.slice(0, 60)}”` : kind;
}

// Autosave leaves the part out of what it keeps, and then empties its id. The server finds the part by this copy, with
// all that hangs on it, such as its translations (pages/parts.py).
function tellWhichItWas(part, prefix, id) {
  if (!id) return;
  const name = `${prefix}-put_back`;
  const input = part.querySelector(`[name="${name}"]`) ?? document.createElement("input");
  Object.assign(input, { type: "hidden", name, value: id });
  part.append(input);
}

class PanelWithUndo extends window.InlinePanel {
  initChildControls(prefix) {
    super.initChildControls(prefix);
    const button = document.getElementById(`id_${prefix}-DELETE-button`);
    button.addEventListener("click", () => this.offerPart(prefix, button));
  }

  offerPart(prefix, deleteButton) {
    const part = document.getElementById(`inline_child_${prefix}`);
    const id = part.querySelector(`[name="${prefix}-id"]`).value;
    const notice = makeNotice(describePart(part), () => {
      notice.remove();
      tellWhichItWas(part, prefix, id);
      this.putBack(part, prefix);
      deleteButton.focus();
    });
    // Wagtail numbers and orders all that stands among the parts, but what is deleted.
    notice.classList.add("deleted");
    // Not below it: the part slides away, and would take the button along to out of sight.
    part.before(notice);
    notice.querySelector("button").focus();
  }

  putBack(part, prefix) {
    // It may still be sliding away.
    window.jQuery(part).stop(true, true).removeClass("deleted").show();
    // Others may have been moved past it meanwhile.
    this.updateOrderValues();
    this.updateControlStates();
    const mark = document.getElementById(`id_${prefix}-DELETE`);
    mark.value = "";
    mark.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // One more than fits would be refused at saving: as with the button "Add", so with this.
  updateAddButtonState() {
    super.updateAddButtonState();
    const isFull = Boolean(this.opts.maxForms) && this.getChildCount() >= this.opts.maxForms;
    this.formsElt.find(">.deleted>button").prop("disabled", isFull);
  }
}

window.InlinePanel = PanelWithUndo;
