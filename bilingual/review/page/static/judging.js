/** Verdicts: taken to the server, and only when they are on its disk does the page go on. */

import { Refused, send } from "./api.js";
import * as changes from "./changes.js";
import { byId } from "./dom.js";
import * as drafts from "./drafts.js";
import * as editor from "./editor.js";
import { say } from "./notice.js";
import { notices, SAID } from "./pair.js";
import { keepsReviewed, pairs } from "./queue.js";
import { state } from "./state.js";
import { goOn, open, showAgain, step } from "./walking.js";
import { commented } from "./writing.js";

/** @typedef {"accepted" | "edited" | "rejected" | "reset" | "machine"} Verdict */

/** @type {() => void} */
let whenJudged = () => undefined;

/** Call this after each verdict. */
export const onJudged = (call) => {
  whenJudged = call;
};

const APPROVED = new Set(["accepted", "edited"]);

/** Tell whether a pair is already as a verdict wants it: then only the answer was lost on its way. */
function isSaid({ mine }, { status, en, comment }) {
  if (!mine || mine.comment !== comment) return false;
  return APPROVED.has(status) ? APPROVED.has(mine.status) && mine.en === en : mine.status === status;
}

/**
 * Take up a newer state of the pair; where one is writing, nothing moves.
 * @param {import("./api.js").Card} card
 */
export function takeUp(card) {
  state.card = card;
  if (editor.isOpen() || document.activeElement === byId("comment")) {
    byId("notices").replaceWith(notices(card));
    editor.renew(card);
    return;
  }
  const [remark, focused] = [byId("comment").value, byId("pair").contains(document.activeElement)];
  showAgain();
  byId("comment").value = remark;
  if (focused) byId("pair").focus({ preventScroll: true });
}

/** Return the records that a verdict has become, by their numbers, and the pair with it. */
async function hand(verdict) {
  try {
    return await send("POST", "/api/verdict", verdict);
  } catch (error) {
    if (!(error instanceof Refused && error.status === 409)) throw error;
    if (error.body.card && isSaid(error.body.card, verdict)) return { records: [], card: error.body.card };
    if (error.body.card) takeUp(error.body.card);
    throw error;
  }
}

/**
 * Give a verdict on the pair, and go on when it is on the disk.
 * @param {Verdict} status
 * @param {string} en
 * @param {string} [draft] English that stays a draft
 */
async function judge(status, en, draft = en) {
  const card = /** @type {import("./api.js").Card} */ (state.card);
  const [identical, settles] = ["identical", "settles"].map((id) => Boolean(byId(id)?.checked));
  await drafts.flush();
  const comment = commented();
  const { records, card: judged } = await hand({ id: card.id, status, en, comment, newest: card.newest, identical, settles });
  records.forEach(changes.know);
  drafts.forget(card.id);
  if (draft !== en) drafts.save(card.id, { en: draft, comment });
  editor.stop();
  whenJudged();
  const others = records.length > 1 ? `, also for ${records.length - 1} identical` : "";
  const says = `Saved: ${status === "machine" ? "the comment" : SAID[status]}${others}.`;
  await (keepsReviewed(state.queue) ? step(1) : goOn());
  if (state.card === card) takeUp(judged);
  say(says);
}

/** Accept the English as it is shown; a draft beside it must be gone on with or dropped first. */
export async function accept() {
  const card = /** @type {import("./api.js").Card} */ (state.card);
  if ((drafts.of(card)?.en.trim() ?? card.en) !== card.en) {
    say("This pair has a draft of yours. Go on with it (e), or drop it, then accept.");
    return;
  }
  await judge("accepted", card.en);
}

/** Reject the pair. */
export const reject = () => judge("rejected", state.card?.en ?? "");

/** Give the pair back to the model, without a verdict, if there is one. */
export async function reset() {
  const card = /** @type {import("./api.js").Card} */ (state.card);
  if (card.status === "machine" && !card.mine) say("This pair has no verdict to take back.");
  else await judge("reset", card.machine_en);
}

/**
 * Confirm what is written.
 * @param {boolean} edits an edit, or the model's English if it says the same; else the comment alone
 */
export async function confirm(edits) {
  const card = /** @type {import("./api.js").Card} */ (state.card);
  const draft = drafts.of(card)?.en ?? card.en;
  const english = editor.isOpen() ? editor.typed() : editor.asLine(draft);
  if (!edits) {
    const en = card.mine?.en ?? card.en;
    await judge(/** @type {Verdict} */ (card.mine?.status ?? "machine"), en, draft === card.en ? en : draft);
  } else if (english === "") {
    say("The English is empty. Write it, or leave with Esc and reject the pair with r.");
  } else {
    await judge(english === card.machine_en ? "accepted" : "edited", english);
  }
}

/** Take the last verdict back, and go to its pair. */
export async function undo() {
  await drafts.flush();
  const { undone, card } = await send("POST", "/api/undo", {});
  if (undone.length === 0) {
    say("There is nothing to undo.");
    return;
  }
  whenJudged();
  if (card) {
    changes.know(card.newest);
    await open(card.id);
  }
  const [{ status }] = undone;
  say(undone.length === 1 ? `Undone: the pair is ${SAID[status] ?? status}.` : `Undone: ${pairs(undone.length)} are as they were before.`);
}
