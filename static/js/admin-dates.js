// Understands dates in the ways people write them, in every date field of the admin: 2018-05-13,
// 13-5-2018, 13 mei 2018, and with a time 13-5-2018 9.30.
// What it does not understand stays as it was typed, and the server says so. By itself the date
// picker puts today in its place, and nobody notices.

const picker = window.jQuery.fn.datetimepicker;
picker.defaults.validateOnBlur = false;
// It comes a moment after a field is entered. By then somebody may have left it, and it would stand
// over the button that they are about to press.
picker.defaults.onShow = (_time, input) => input[0] === document.activeElement;

const LANGUAGE = document.documentElement.lang;
const TIME = "(?:[ ,]+(?:om |at )?(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?: uur)?)?";
const WAYS = [
  new RegExp(`^(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})${TIME}$`),
  new RegExp(`^(?<day>\\d{1,2})[-/. ]+(?<month>\\d{1,2}|\\p{L}{3,})[-/. ]+(?<year>\\d{4})${TIME}$`, "u"),
];

function nameMonths(style) {
  const months = [...Array(12).keys()].map((month) => new Date(2018, month));
  return months.map((month) => month.toLocaleString(LANGUAGE, { month: style }).toLowerCase());
}

// Returns the number of a month, by that number or a name in the language of the admin, or 0.
function findMonth(word) {
  if (/^\d+$/.test(word)) return Number(word);
  const [long, short] = [nameMonths("long"), nameMonths("short")];
  const isMeant = (name) => name.startsWith(word.toLowerCase());
  return long.findIndex((name, month) => isMeant(name) || isMeant(short[month])) + 1;
}

// Returns a date as the admin writes it, or what was typed when that is none.
function write(typed) {
  const found = WAYS.map((way) => way.exec(typed.trim())).find(Boolean)?.groups;
  if (!found) return typed;
  const [day, month] = [found.day, findMonth(found.month)].map((part) => String(part).padStart(2, "0"));
  const date = new Date(`${found.year}-${month}-${day}T00:00`);
  // The 31st of February is no day, though some browsers make it one in March.
  if (Number.isNaN(date.valueOf()) || date.getDate() !== Number(day)) return typed;
  const time = found.hour ? ` ${found.hour.padStart(2, "0")}:${found.minute}` : "";
  return `${day}-${month}-${found.year}${time}`;
}

// In the capture phase, ahead of Wagtail's own listeners.
document.addEventListener(
  "change",
  ({ target }) => {
    if (window.jQuery(target).data("xdsoft_datetimepicker")) target.value = write(target.value);
  },
  true,
);

document.addEventListener("focusout", ({ target }) => {
  const calendar = window.jQuery(target).data("xdsoft_datetimepicker");
  if (calendar) calendar.trigger("close.xdsoft");
});
