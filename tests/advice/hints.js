// Reads {"formal": …, "texts": [[…], …]} as JSON, and writes the hints of each list of texts, which is one page.
const fs = require("node:fs");
const path = require("node:path");

require(path.join(__dirname, "../../static/js/plain-dutch.js"));
const { formal, texts } = JSON.parse(fs.readFileSync(0, "utf8"));
const { findHints } = globalThis.plainDutch(formal);
const answers = texts.map((page) => {
  const explained = new Set();
  return page.map((text) => findHints(text, explained));
});
console.log(JSON.stringify(answers));
