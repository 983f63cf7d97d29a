// Adds to the form of a table a box that says that its rows have no heading (languages/blocks.py, TableBlock).

const tableWords = document.currentScript.dataset;

function makeBox(prefix) {
  const label = document.createElement("label");
  label.className = "table-rows";
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", name: `${prefix}-plain_rows` });
  label.append(box, ` ${tableWords.plainRows}`);
  return [label, box];
}

// Wagtail's way to change how a block behaves: another definition by the same name.
function withPlainRows(Definition) {
  return class extends Definition {
    render(placeholder, prefix, state, ...rest) {
      const table = super.render(placeholder, prefix, state, ...rest);
      const [label, box] = makeBox(prefix);
      box.checked = Boolean(state?.plain_rows);
      table.captionInput.closest("[data-field-wrapper]").after(label);
      const setState = table.setState.bind(table);
      for (const name of ["getState", "getDuplicatedState"]) {
        const get = table[name].bind(table);
        table[name] = () => ({ ...get(), plain_rows: box.checked });
      }
      table.setState = (newState) => {
        setState(newState);
        box.checked = Boolean(newState?.plain_rows);
      };
      return table;
    }
  };
}

const TABLE = "wagtail.contrib.typed_table_block.blocks.TypedTableBlock";
const TableDefinition = window.telepath?.constructors[TABLE];
if (TableDefinition) window.telepath.register(TABLE, withPlainRows(TableDefinition));
