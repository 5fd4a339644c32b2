/** Where one writes: the English and the comment; what is written is kept whatever happens. */

import { byId } from "./dom.js";
import * as drafts from "./drafts.js";
import * as editor from "./editor.js";
import { say } from "./notice.js";
import { ownComment } from "./drafts.js";
import { state } from "./state.js";
import { showAgain } from "./walking.js";

/** Return the comment as it stands in its field. */
export const commented = () => byId("comment").value.trim();

/** Return the English as it is written: in the editor, in a draft, or on the pair. */
const written = (card) => (editor.isOpen() ? byId("editor").value : (drafts.of(card)?.en ?? card.en));

/** Keep what is written; what is the pair's own is no draft. */
function keep(card) {
  const draft = { en: written(card), comment: byId("comment").value };
  if (draft.en.trim() === card.en && draft.comment.trim() === ownComment(card)) drafts.drop(card.id);
  else drafts.save(card.id, draft);
}

/**
 * Open the editor.
 * @param {string} [text] in place of the draft or the pair's English
 * @param {string} [first] what is said of it
 */
export function edit(text, first = "") {
  const card = /** @type {import("./api.js").Card} */ (state.card);
  if (editor.isOpen()) return byId("editor").focus();
  const kept = drafts.of(card)?.en;
  editor.start(card, text ?? kept ?? card.en, state.view, () => keep(card));
  if (text !== undefined) keep(card);
  return say(first);
}

/** Open the comment. */
export function comment() {
  byId("comment-field").hidden = false;
  editor.fit(byId("comment"));
  byId("comment").focus();
}

/** Leave what is being written; it is kept as a draft. */
export function leave() {
  const card = /** @type {import("./api.js").Card} */ (state.card);
  keep(card);
  editor.stop();
  drafts.flush();
  showAgain();
  byId("pair").focus();
  say(drafts.of(card) ? "Kept as a draft; the comment goes with your verdict." : "Nothing was changed.");
}

/** Drop the draft of the pair. */
export function drop() {
  const card = /** @type {import("./api.js").Card} */ (state.card);
  drafts.drop(card.id);
  drafts.flush();
  editor.stop();
  showAgain();
  byId("pair").focus();
  say("The draft is dropped.");
}

/** Keep a comment while it is written. */
export function build() {
  byId("pair").addEventListener("input", (event) => {
    if (event.target.id !== "comment") return;
    editor.fit(event.target);
    keep(/** @type {import("./api.js").Card} */ (state.card));
  });
}
