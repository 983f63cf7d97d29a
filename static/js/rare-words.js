// Finds words in a Dutch text that few people know: seldom used, and learned by the look of them (docs/decisions/0033-plain-dutch.md).
// It knows no page: static/js/plain-dutch.js asks it.

// Of a word in small letters, or the first of a sentence; with a capital elsewhere it is a name.
const RARE_WORD = /(?<![\p{L}\d@._-])\p{L}\p{Ll}{5,}(?![\p{L}\d@-]|\.\p{L})/gu;
const STARTS = /(?:^|[.!?:…]\s+)[“„‘"(]*$/u;
// Seldom is not difficult: "pannenkoek". Words from Latin, Greek and French have other ends than those of every day.
const LEARNED_ENDS = [
  "[ts]ies?", "iteite?n?", "ismen?", "istische?", "isch", "ische", "ieel", "iele", "oneel", "onele", "eel", "ief", "ieven?",
  "(?:[inost]|er|or|ur)(?:aal|ale)", "aat", "aten", "air", "aire", "ant", "(?<!w)anten", "ents?", "enten", "iek", "ieken", "logie",
  "grafie", "ium", "orium", "us", "um", "ade", "ages?", "ures?", "eus", "euze", "antie", "enties?", "isatie", "isering", "iseren",
];
const LEARNED = new RegExp(`(?:${LEARNED_ENDS.join("|")})$|^(?:inter|intra|multi|trans|socio|psycho|epi|re[iï]n)`, "u");
// "Radicaliseert", "participeren" and "marginalisering", but not "beheert", "vertering" and "formulieren".
const LEARNED_VERB = /^(?!be|ge|ver|ont).*(?:(?<!i)eren|eert|eerde|ering)$/u;
const LINKS = ["", "s", "e", "en", "n", "er"];
const SHORTEST_PART = 3;

// A compound of common words is clear: "contactmoment".
function isCompound(word, common, depth = 2) {
  for (let place = SHORTEST_PART; place <= word.length - SHORTEST_PART; place += 1) {
    const [first, last] = [word.slice(0, place), word.slice(place)];
    if (!common.has(last) && !(depth && isCompound(last, common, depth - 1))) continue;
    if (LINKS.some((link) => first.endsWith(link) && common.has(first.slice(0, first.length - link.length)))) return true;
  }
  return false;
}

// `common` is a Set of words; the answer a function from a text to a list of what is rare in it.
globalThis.rareWords = function rareWords(common) {
  const isRare = (word) =>
    (LEARNED.test(word) || LEARNED_VERB.test(word)) && !common.has(word) && !isCompound(word, common);
  return (text) =>
    [...text.matchAll(RARE_WORD)]
      .filter(({ 0: word, index }) => word === word.toLowerCase() || STARTS.test(text.slice(0, index)))
      .map(([word]) => word)
      .filter((word) => isRare(word.toLowerCase()));
};
