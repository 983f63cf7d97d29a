// Reads {"formal": …, "common": […], "explained": […], "texts": [[…], …]} as JSON, and writes the hints of each list of texts,
// which is one page.
const fs = require("node:fs");
const path = require("node:path");

require(path.join(__dirname, "../../static/js/rare-words.js"));
require(path.join(__dirname, "../../static/js/plain-dutch.js"));
const { formal, common, explained, texts } = JSON.parse(fs.readFileSync(0, "utf8"));
const { findHints } = globalThis.plainDutch(formal, globalThis.rareWords(new Set(common)));
const answers = texts.map((page) => {
  const met = new Set(explained);
  return page.map((text) => findHints(text, met));
});
console.log(JSON.stringify(answers));
