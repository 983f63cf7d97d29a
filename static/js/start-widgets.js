// Starts the admin's date fields, choosers and inline panels from data (cms/widget_scripts.py):
// <script type="application/json" data-controller="start-widget"
//   data-start-widget-name-value="initDateChooser">["id_date", {"format": "d-m-Y"}]</script>

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

class StartWidgetController extends window.StimulusModule.Controller {
  static values = { name: String };

  // Not `connect`, which runs again when an editor drags the form to another place.
  initialize() {
    const values = JSON.parse(this.element.textContent);
    if (FUNCTIONS.includes(this.nameValue)) {
      window[this.nameValue](...values);
    } else if (CLASSES.includes(this.nameValue)) {
      new window[this.nameValue](...values);
    }
  }
}

window.wagtail.app.register("start-widget", StartWidgetController);
