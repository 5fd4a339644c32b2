/** What is being written: sent to the server a moment after each change, kept by the browser until it is there. */

import { send } from "./api.js";

const PAUSE_MS = 400;

/** @typedef {{en: string, comment: string}} Draft */
/** @type {Map<string, Draft | null>} */
const known = new Map();
/** @type {Set<string>} */
const waiting = new Set();
let timer = 0;
/** @type {Promise<unknown>} */
let sending = Promise.resolve();

const place = (id) => `bilingual.draft.${id}`;

/** Keep a draft in the browser; none takes it away. */
function keepHere(id, draft) {
  try {
    if (draft) localStorage.setItem(place(id), JSON.stringify(draft));
    else localStorage.removeItem(place(id));
  } catch {
    // The server has it, or will: this is the second of two places.
  }
}

/** Return the draft that this browser keeps of a pair, since it never reached the server. */
function keptHere(id) {
  try {
    return JSON.parse(localStorage.getItem(place(id)) ?? "null");
  } catch {
    return null;
  }
}

/** Send the draft of a pair; where that fails, the browser keeps it. */
async function put(id, draft, keepalive) {
  try {
    await send("PUT", "/api/draft", { id, ...(draft ?? { en: "", comment: "" }) }, keepalive);
    if (known.get(id) === draft) keepHere(id, null);
  } catch {
    waiting.add(id);
  }
}

/**
 * Send what waits to be sent, and return when the server has all that was sent.
 * @param {boolean} [keepalive] let it arrive after the page is gone
 */
export function flush(keepalive = false) {
  clearTimeout(timer);
  for (const id of waiting) {
    const draft = known.get(id) ?? null;
    waiting.delete(id);
    keepHere(id, draft);
    sending = keepalive ? put(id, draft, true) : sending.then(() => put(id, draft, false));
  }
  return sending;
}

/**
 * Keep a draft of a pair.
 * @param {string} id
 * @param {Draft | null} draft
 */
export function save(id, draft) {
  known.set(id, draft);
  waiting.add(id);
  clearTimeout(timer);
  timer = setTimeout(flush, PAUSE_MS);
}

/** Take the draft of a pair away. */
export const drop = (id) => save(id, null);

/** Forget the draft of a pair: a verdict has taken its place. */
export function forget(id) {
  known.set(id, null);
  waiting.delete(id);
  keepHere(id, null);
}

/** Return the comment that stands for this reviewer: the dataset's where nobody has judged, since others keep theirs. */
export const ownComment = (card) => card.mine?.comment ?? (card.others.length > 0 ? "" : card.comment);

/**
 * Return the draft of a pair, the latest that is known, if it says something else than the pair.
 * @param {import("./api.js").Card} card
 * @returns {Draft | null}
 */
export function of(card) {
  const found = known.has(card.id) ? known.get(card.id) : (keptHere(card.id) ?? card.draft);
  if (!found || (!found.en && !found.comment)) return null;
  const differs = found.en.trim() !== card.en || found.comment.trim() !== ownComment(card);
  return differs ? found : null;
}

addEventListener("pagehide", () => flush(true));
