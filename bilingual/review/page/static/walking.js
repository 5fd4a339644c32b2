/** The way through a queue: which pair is shown. */

import { get } from "./api.js";
import { byId } from "./dom.js";
import * as drafts from "./drafts.js";
import * as editor from "./editor.js";
import { clear, failed, say } from "./notice.js";
import { showNotes } from "./notes.js";
import { showPair } from "./pair.js";
import { parameters, write } from "./queue.js";
import { showAround, showSource } from "./source.js";
import { state } from "./state.js";
import { enable } from "./toolbar.js";

const PLACE = 0.2; // of the height between the bars

/**
 * Do one thing at a time; what fails is shown and can be tried again.
 * @param {() => Promise<void>} work
 */
export async function attempt(work) {
  if (state.busy) return;
  state.busy = true;
  document.body.setAttribute("aria-busy", "true");
  try {
    await work();
    clear();
  } catch (error) {
    failed(/** @type {Error} */ (error), () => attempt(work));
  } finally {
    state.busy = false;
    document.body.removeAttribute("aria-busy");
  }
}

/** Return the height of the page that a bar covers: none where it scrolls away with the text. */
const covered = (bar) => (getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0);

/** Bring the pair to where the eyes are, and the keyboard and the screen reader too unless a filter is being chosen. */
function look() {
  if (!byId("filters").contains(document.activeElement)) byId("pair").focus({ preventScroll: true });
  const [above, below] = ["header", "footer"].map((name) => covered(/** @type {HTMLElement} */ (document.querySelector(name))));
  const top = byId("pair").getBoundingClientRect().top + scrollY;
  scrollTo({ top: Math.max(0, top - above - (innerHeight - above - below) * PLACE), behavior: "instant" });
}

/** Show the pair as it stands, without what surrounds it. */
export function showAgain() {
  const card = /** @type {import("./api.js").Card} */ (state.card);
  showPair(card, { ...state.view, draft: drafts.of(card) });
  showNotes(card, card, card.en);
  if (!byId("comment-field").hidden) editor.fit(byId("comment"));
}

/**
 * Show a pair.
 * @param {import("./api.js").Card} card
 */
export function show(card) {
  editor.stop();
  state.card = card;
  byId("end").hidden = true;
  byId("work").hidden = byId("source").hidden = false;
  enable(true);
  showSource(card);
  showAround(card);
  showAgain();
  write(state.queue, card.id);
  say("");
  look();
}

/** Show that the queue has no further pair, or none at all. */
function showEnd(none) {
  editor.stop();
  byId("work").hidden = true;
  byId("end").hidden = false;
  byId("source").hidden = byId("end-again").hidden = byId("end-or").hidden = none;
  byId("end-says").textContent = none ? "No pair fits this choice." : "No pair of this queue waits for your verdict.";
  enable(false);
  byId("end").focus();
}

/**
 * Go to a pair.
 * @param {string} id
 */
export async function open(id) {
  await drafts.flush();
  show(await get(`/api/pair/${encodeURIComponent(id)}`, parameters(state.queue, { take: 1 })));
}

const ask = (more) => get("/api/next", parameters(state.queue, { take: 1, ...more }));

/** Go to the first pair of the queue, or the first that waits for a verdict. */
export async function begin(unreviewed) {
  const waiting = unreviewed ? await ask({ unreviewed: 1 }) : { end: true };
  const card = waiting.end ? await ask({ unreviewed: 0 }) : waiting;
  if (!card.end) return show(card);
  write(state.queue, null);
  return showEnd(true);
}

/**
 * Go to the pair beside this one.
 * @param {1 | -1} direction
 */
export async function step(direction) {
  await drafts.flush();
  if (!state.card) return;
  if (!byId("end").hidden) return void (await open(state.card.id));
  const card = await ask({ direction, unreviewed: 0, from: state.card.id });
  if (card.end) say(direction === 1 ? "This is the last pair of the queue." : "This is the first pair of the queue.");
  else show(card);
}

/** Go to the next pair that waits for a verdict, if need be from the beginning of the queue. */
export async function goOn() {
  await drafts.flush();
  const from = state.card?.id;
  let card = await ask({ direction: 1, unreviewed: 1, ...(from ? { from } : {}) });
  if (card.end && from) card = await ask({ unreviewed: 1 });
  if (card.end || card.id === from) showEnd(false);
  else show(card);
}
