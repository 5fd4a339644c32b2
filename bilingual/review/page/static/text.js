/** A text of the dataset → nodes in which no character acts on the page and none hides. */

import { el } from "./dom.js";

// The characters of bilingual/text/visible.py: controls, then what Unicode ignores by default and what turns direction.
const CONTROLS = "\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff";
const IGNORED =
  "\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164" +
  "\\ufeff\\uffa0\\ufff0-\\ufffb\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e00ff}\\u{e01f0}-\\u{e0fff}";
const JOINERS = "\\u200c\\u200d";
const SELECTORS = "\\u180b-\\u180d\\u180f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}";
const HIDDEN = new RegExp(
  `[${CONTROLS}${IGNORED}]|(?<=[${JOINERS}])[${JOINERS}]|(?<=[${SELECTORS}])[${SELECTORS}]|^[${JOINERS}${SELECTORS}]`,
  "gu",
);
const NAMED = { "\n": "\\n", "\t": "\\t", "\r": "\\r" };

/** Return the escape that stands for a character. */
function escaped(character) {
  const code = /** @type {number} */ (character.codePointAt(0));
  const digits = code.toString(16);
  if (code < 0x80) return NAMED[character] ?? `\\x${digits.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}

/**
 * Return a text with an escape for each character that acts or cannot be seen: for attributes and names.
 * @param {string} text
 */
export const visible = (text) => text.replace(HIDDEN, escaped);

/**
 * Return where a text is cut: [start, end, hidden] of each hidden character and of what lies between.
 * @param {string} text
 * @returns {Generator<[number, number, boolean]>}
 */
function* pieces(text) {
  let done = 0;
  for (const found of text.matchAll(HIDDEN)) {
    if (found.index > done) yield [done, found.index, false];
    done = found.index + found[0].length;
    yield [found.index, done, true];
  }
  if (done < text.length) yield [done, text.length, false];
}

/** Append a stretch of a text, its hidden characters as escapes. */
function append(parent, text) {
  for (const [start, end, hidden] of pieces(text)) {
    const piece = text.slice(start, end);
    parent.append(hidden ? el("span", { class: "escape", title: "a character that cannot be seen" }, escaped(piece)) : piece);
  }
}

/**
 * Return a text as nodes, its ranges in <mark>.
 * @param {string} text
 * @param {[number, number][]} [ranges] in UTF-16 units, in order, apart from each other
 */
export function shown(text, ranges = []) {
  const made = document.createDocumentFragment();
  let done = 0;
  for (const [start, end] of ranges) {
    append(made, text.slice(done, start));
    const mark = el("mark");
    append(mark, text.slice(start, end));
    made.append(mark);
    done = end;
  }
  append(made, text.slice(done));
  return made;
}

/** Return a paragraph in a language, apart from the direction of what surrounds it. */
export function inLanguage(tag, language, content, attributes = {}) {
  return el(tag, { lang: language, dir: "ltr", ...attributes, class: `corpus ${attributes.class ?? ""}`.trim() }, content);
}

/** Return a name or title of somebody's, apart from the direction of what surrounds it. */
export const named = (text, language = null) => el("bdi", { lang: language }, shown(text));
