/** What changed between two texts, word by word. */

import { el, unseen } from "./dom.js";
import { shown } from "./text.js";

const WORDS = /\s+|[\p{L}\p{N}\p{M}]+(?:['’-][\p{L}\p{N}\p{M}]+)*|[^\s]/gu;
const WORD = /[\p{L}\p{N}]/u;
const LEAST_KEPT = 0.3; // of the longer text; with less, single words that both have only confuse
const LARGEST_TABLE = 4_000_000;

/** @typedef {{kind: "same" | "del" | "ins", text: string}} Part */

/** Return the lengths of the longest common subsequences of all ends of two lists, row by row. */
function table(before, after) {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const place = row * width + column;
      lengths[place] =
        before[row] === after[column]
          ? lengths[place + width + 1] + 1
          : Math.max(lengths[place + width], lengths[place + 1]);
    }
  }
  return lengths;
}

/** Return the parts of two lists of words that begin and end differently. */
function compared(before, after) {
  if (before.length * after.length > LARGEST_TABLE) {
    return replaced(before.join(""), after.join(""));
  }
  const [lengths, width, parts] = [table(before, after), after.length + 1, []];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    const place = row * width + column;
    if (row < before.length && column < after.length && before[row] === after[column]) {
      parts.push({ kind: "same", text: before[row] });
      row += 1;
      column += 1;
    } else if (column >= after.length || (row < before.length && lengths[place + width] >= lengths[place + 1])) {
      parts.push({ kind: "del", text: before[row++] });
    } else {
      parts.push({ kind: "ins", text: after[column++] });
    }
  }
  return parts;
}

/** Return a text in the place of another. */
const replaced = (before, after) => [{ kind: "del", text: before }, { kind: "ins", text: after }].filter(({ text }) => text);

/** Return parts with neighbours of one kind in one. */
function merged(parts) {
  const made = [];
  for (const part of parts) {
    const last = made.at(-1);
    if (last?.kind === part.kind) last.text += part.text;
    else made.push({ ...part });
  }
  return made;
}

/** Return parts in which marks and blanks between two changes are part of both, and what went stands before what came. */
function joined(parts) {
  const made = [];
  let [gone, come] = ["", ""];
  const close = () => {
    if (gone) made.push({ kind: "del", text: gone });
    if (come) made.push({ kind: "ins", text: come });
    [gone, come] = ["", ""];
  };
  const runs = merged(parts);
  runs.forEach(({ kind, text }, place) => {
    const bridge = (gone || come) && place + 1 < runs.length && !WORD.test(text);
    if (kind === "same" && !bridge) {
      close();
      made.push({ kind, text });
    } else {
      if (kind !== "ins") gone += text;
      if (kind !== "del") come += text;
    }
  });
  close();
  return made;
}

/**
 * Return what of a text stayed, went and came.
 * @param {string} before
 * @param {string} after
 * @returns {Part[]}
 */
export function diff(before, after) {
  const old = before.match(WORDS) ?? [];
  const fresh = after.match(WORDS) ?? [];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, fresh.length) - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
  const same = (text) => (text ? [{ kind: "same", text }] : []);
  const parts = joined([
    ...same(old.slice(0, start).join("")),
    ...compared(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)),
    ...same(end ? old.slice(-end).join("") : ""),
  ]);
  const kept = parts.reduce((length, { kind, text }) => length + (kind === "same" ? text.length : 0), 0);
  return kept < LEAST_KEPT * Math.max(before.length, after.length) ? replaced(before, after) : parts;
}

/**
 * Return the changes as nodes: <del> and <ins>, which a screen reader is told in words.
 * @param {string} before
 * @param {string} after
 */
export function shownDiff(before, after) {
  const made = document.createDocumentFragment();
  for (const { kind, text } of diff(before, after)) {
    if (kind === "same") made.append(shown(text));
    else made.append(el(kind, {}, unseen(kind === "del" ? "[deleted: " : "[added: "), shown(text), unseen("]")));
  }
  return made;
}
