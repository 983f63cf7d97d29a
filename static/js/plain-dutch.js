// Finds in a Dutch text what makes it hard to read: few and concrete things, no grade (docs/decisions/0033-plain-dutch.md).
// It knows no page: tests/advice/hints.js runs it in Node, static/js/admin-hints.js in the editor.

const MOST_WORDS = 20;
const LONGEST_PARAGRAPH = 90;
const sentences = new Intl.Segmenter("nl", { granularity: "sentence" });
const words = new Intl.Segmenter("nl", { granularity: "word" });

// After these no sentence ends, whatever the segmenter says.
const SHORT = /(?:^|[\s(])(?:bijv|bv|dhr|mevr|dr|drs|ir|mr|prof|ca|nr|tel|o\.a|d\.w\.z|m\.b\.t|i\.v\.m|t\/m|incl|excl|max|min|enz|etc|resp)\.\s*$/i;
const ABBREVIATION = /(?<![\p{L}\d-])\p{Lu}[\p{Lu}\p{Ll}]{0,2}\p{Lu}{1,3}(?![\p{L}\d-])/gu;
// Known to all, or not to be explained in words.
const KNOWN = new Set(["ANWB", "BV", "CV", "DNA", "EHBO", "EU", "HBO", "ID", "ING", "KPN", "MBO", "NOS", "NS", "NV", "OK", "OV", "PDF", "PIN", "QR", "RTL", "SMS", "TV", "UPS", "USB", "VMBO", "VN", "VS", "VWO", "WC", "WO"]);
const DOUBLE = /(?<![\p{L}\d-])(\p{L}{2,})\s+\1(?![\p{L}\d-])/giu;
// "De mensen die die dag kwamen", "dat dat lukt", "als je je meldt".
const MAY_BE_DOUBLE = new Set(["die", "dat", "je", "we", "zij", "had", "is", "nu", "heel", "veel", "dag"]);

function listWords(text) {
  return [...words.segment(text)].filter((each) => each.isWordLike).map((each) => each.segment);
}

function listSentences(text) {
  const found = [];
  for (const { segment } of sentences.segment(text)) {
    const before = found.at(-1);
    if (before !== undefined && (SHORT.test(before) || /^\s*\p{Ll}/u.test(segment))) {
      found[found.length - 1] = before + segment;
    } else found.push(segment);
  }
  return found.map((each) => each.trim()).filter(Boolean);
}

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function makeFormal({ words: single, phrases }) {
  const meanings = new Map(Object.entries({ ...phrases, ...single }));
  const longestFirst = [...meanings.keys()].sort((a, b) => b.length - a.length).map(escape);
  const pattern = new RegExp(`(?<![\\p{L}\\d-])(?:${longestFirst.join("|")})(?![\\p{L}\\d-])`, "giu");
  return (text) =>
    [...text.matchAll(pattern)]
      // A capital in the middle of a sentence is a name: "stichting Perspectief".
      .filter(({ 0: word, index }) => word === word.toLowerCase() || /(?:^|[.!?]\s+)$/.test(text.slice(0, index)))
      .map(([word]) => ({ kind: "formal", words: word, meaning: meanings.get(word.toLowerCase()) }));
}

function findLong(text) {
  return listSentences(text)
    .map((sentence) => ({ kind: "long", words: sentence, count: listWords(sentence).length }))
    .filter(({ count }) => count > MOST_WORDS);
}

function findDouble(text) {
  return [...text.matchAll(DOUBLE)]
    .filter(([, word]) => !MAY_BE_DOUBLE.has(word.toLowerCase()))
    .map(([found]) => ({ kind: "double", words: found }));
}

function findQuotes(text) {
  const count = (sign) => text.split(sign).length - 1;
  const curly = count("“") + count("„") !== count("”");
  return curly || count('"') % 2 ? [{ kind: "quotes", words: text }] : [];
}

// In brackets behind what it stands for, or with that in brackets behind it: "de GGD (Gemeentelijke …)".
function isExplained(abbreviation, text) {
  const short = escape(abbreviation);
  return new RegExp(`\\(${short}\\)|${short}\\s+\\(\\p{L}{3,}`, "u").test(text);
}

// `explained` is a Set with what was met before or has an explanation, in small letters, which this adds to.
function findAbbreviations(text, explained) {
  const found = [];
  for (const [abbreviation] of text.matchAll(ABBREVIATION)) {
    if (KNOWN.has(abbreviation) || explained.has(abbreviation.toLowerCase())) continue;
    explained.add(abbreviation.toLowerCase());
    if (!isExplained(abbreviation, text)) found.push({ kind: "abbreviation", words: abbreviation });
  }
  return found;
}

// Not what a hint has another word for already. In small letters, as the glossary finds it anywhere in a sentence.
function findUnknown(words, explained, formalWords) {
  const found = [];
  for (const word of words) {
    const plain = word.toLowerCase();
    if (explained.has(plain) || plain in formalWords) continue;
    explained.add(plain);
    found.push({ kind: "rare", words: plain });
  }
  return found;
}

// Three words in capitals are emphasis, which the checks on the server speak of.
function isShouting(text) {
  return /(?:\p{Lu}{2,}\s+){2}\p{Lu}{2,}/u.test(text);
}

// What there is to say about a paragraph, as a list of { kind, words, … }; `findRare` is what rareWords() makes.
globalThis.plainDutch = function plainDutch(formalWords, findRare = () => []) {
  const findFormal = makeFormal(formalWords);
  return {
    listWords,
    findHints(text, explained = new Set()) {
      const count = listWords(text).length;
      return [
        ...findLong(text),
        ...findFormal(text),
        ...(isShouting(text) ? [] : findAbbreviations(text, explained)),
        ...findUnknown(findRare(text), explained, formalWords.words),
        ...findDouble(text),
        ...findQuotes(text),
        ...(count > LONGEST_PARAGRAPH ? [{ kind: "paragraph", words: text, count }] : []),
      ];
    },
  };
};
