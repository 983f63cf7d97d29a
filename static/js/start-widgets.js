// Starts the admin's date fields, choosers and inline panels from data (cms/widget_scripts.py):
// <script type="application/json">["id_date", {"format": "d-m-Y"}]</script>
// <start-widget data-name="initDateChooser"></start-widget>
//
// Like the inline script that it stands for, such an element acts the moment it enters the page:
// while the page is parsed, and before a call that adds a form or a dialog returns. Later is too
// late. A Stimulus controller would come after that of the menu "…" before it, which takes the
// buttons that a chooser listens to out of the page.

// Nothing else can be called by data: a page may hold what somebody smuggled in.
const FUNCTIONS = [
  "createTaskChooser",
  "initDateChooser",
  "initDateTimeChooser",
  "initTimeChooser",
];
const CLASSES = [
  "Chooser",
  "DocumentChooser",
  "ImageChooser",
  "InlinePanel",
  "MultipleChooserPanel",
  "PageChooser",
  "SnippetChooser",
];

class StartWidgetElement extends HTMLElement {
  connectedCallback() {
    const values = JSON.parse(this.previousElementSibling.textContent);
    // Once: an editor may drag the form to another place.
    this.remove();
    if (FUNCTIONS.includes(this.dataset.name)) {
      window[this.dataset.name](...values);
    } else if (CLASSES.includes(this.dataset.name)) {
      new window[this.dataset.name](...values);
    }
  }
}

customElements.define("start-widget", StartWidgetElement);
