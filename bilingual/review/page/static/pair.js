/** The pair that is judged: both texts, what stands of it, what was changed. */

import { shownDiff } from "./diff.js";
import { byId, el, fill, kbd, keycap } from "./dom.js";
import { ownComment } from "./drafts.js";
import { dotted } from "./source.js";
import { button } from "./toolbar.js";
import { inLanguage, named, shown, visible } from "./text.js";

export const SAID = { machine: "not reviewed", accepted: "accepted", edited: "edited", rejected: "rejected", reset: "reset" };

/** Return a status as a badge. */
export const badge = (status, by = "") => el("span", { class: `badge ${status}` }, `${SAID[status] ?? status}${by}`);

/** Return a number as it is printed: a true minus, two digits. */
const decimal = (value) => value.toFixed(2).replace("-", "−");

/** Return the line above the texts. */
function head(card) {
  const score = card.score === null ? null : el("span", { title: "mean natural-log probability of a token: the lower, the less sure was the model" }, `score ${decimal(card.score)}`);
  const place = card.position === null ? "Pair outside the queue" : `Pair ${card.position.toLocaleString("en")} of ${card.size.toLocaleString("en")}`;
  return el("div", { class: "pair-head" }, el("h3", { id: "pair-label" }, place), badge(card.status), el("span", { class: "facts" }, ...dotted([visible(card.kind), score])));
}

/** Return what a reviewer must know before a verdict. */
export function notices(card) {
  const held = card.held && el("p", { class: "notice" }, named(card.held.reviewer), " has this pair open at the moment; a verdict of yours is refused until it is closed there.");
  const disputed = card.disputed && el("p", { class: "notice" }, "Reviewers disagree about this pair.");
  const blind = card.double && !card.mine && el("p", { class: "notice quiet" }, "Two people are asked for this pair. You see the other’s verdict after yours.");
  return el("div", { id: "notices" }, held, disputed, blind);
}

/** Return a draft that waits beside the pair. */
function draft(card, kept) {
  if (!kept || kept.en.trim() === card.en) return null;
  const drop = el("button", { type: "button", "data-command": "drop" }, "Drop the draft");
  return el("div", { class: "notice draft" },
    el("p", {}, "Your draft, not yet a verdict. Go on with it: ", kbd("e")), inLanguage("p", "en", shownDiff(card.en, kept.en)), drop);
}

/** Return the name of an English text: whose it is. */
const whose = (card) => (card.en === card.machine_en ? "English, the model’s" : "English, edited");

/**
 * Return the model's English beside one that differs from it.
 * @param {string} machine
 * @param {string} english
 * @param {boolean} asChanges its changes, or the model's text as it was
 */
export function changes(machine, english, asChanges) {
  if (machine === english) return el("div", { id: "changes", hidden: true });
  const content = asChanges ? shownDiff(machine, english) : shown(machine);
  return el("div", { id: "changes" },
    el("div", { class: "titled" }, el("p", { class: "label" }, asChanges ? "Changes to the model’s English" : "The model’s English"), button("changes")),
    inLanguage("p", "en", content, { class: "changed" }));
}

/** Return a box to tick, with its key. */
function box(id, key, label, checked = false) {
  const input = el("input", { type: "checkbox", id, checked });
  return el("label", { class: "box" }, input, el("span", {}, label), keycap(key));
}

/** Return what a verdict can also do. */
function options(card) {
  const many = card.identical === 1 ? "the 1 identical sentence" : `the ${card.identical.toLocaleString("en")} identical sentences`;
  return el("div", { id: "options" },
    card.identical > 0 && box("identical", "i", `Also apply to ${many}`),
    card.disputed && box("settles", "g", "My verdict ends the disagreement"));
}

/** Return the field for a comment, hidden where there is none. */
function comment(text) {
  const field = el("textarea", { id: "comment", rows: "1", dir: "auto", spellcheck: "true", maxlength: "10000" });
  field.value = text;
  return el("div", { id: "comment-field", hidden: !text }, el("label", { for: "comment", class: "label" }, "Comment ", keycap("c")), field);
}

/**
 * Show a pair to be judged.
 * @param {import("./api.js").Card} card
 * @param {{marks: boolean, changes: boolean, draft: {en: string, comment: string} | null}} view
 */
export function showPair(card, view) {
  const marks = view.marks ? card.marks : { fr: [], en: [] };
  const english = inLanguage("p", "en", shown(card.en, marks.en), { id: "english" });
  fill(byId("pair"),
    head(card), notices(card),
    el("div", { class: "row" },
      el("div", { class: "side" }, el("p", { class: "label" }, "French"), inLanguage("p", "fr", shown(card.fr, marks.fr), { id: "french" })),
      el("div", { class: "side", id: "english-side" }, el("p", { class: "label", id: "english-label" }, whose(card)), english, changes(card.machine_en, card.en, view.changes), draft(card, view.draft))),
    comment(view.draft?.comment ?? ownComment(card)), options(card));
}
