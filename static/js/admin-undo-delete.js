// Lets an editor take back a block that they deleted: a button stands in its place until they leave.
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
