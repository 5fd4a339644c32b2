/** What is known of a pair: flags with what each check saw, words without counterpart, verdicts, near matches. */

import { shownDiff } from "./diff.js";
import { byId, el, fill } from "./dom.js";
import { badge } from "./pair.js";
import { button } from "./toolbar.js";
import { inLanguage, named, shown, visible } from "./text.js";

const WHEN = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** Return a titled part of the notes; nothing where there is nothing. */
const part = (title, items, attributes = {}, more = null) =>
  items.length > 0 &&
  el("section", attributes, el("div", { class: "titled" }, el("h3", {}, title), more), el("ul", {}, ...items.map((item) => el("li", {}, ...item))));

/** Return a flag: its name, what it means, what the check saw in this pair. */
const flagged = ({ name, says, saw }) => [
  el("strong", { class: "flag" }, visible(name)), " ", el("span", { class: "says" }, says),
  saw && el("span", { class: "saw" }, named(saw)),
];

/** Return the words of a text that have no counterpart. */
const words = (text, ranges, language) =>
  ranges.flatMap(([start, end], place) => [place > 0 && ", ", el("bdi", { lang: language }, shown(text.slice(start, end)))]);

/** Return the words without counterpart of both sides. */
function unmatched(fr, en, marks) {
  const sides = [["French", fr, marks.fr, "fr"], ["English", en, marks.en, "en"]];
  return sides.filter((side) => side[2].length > 0).map(([title, text, ranges, language]) => [`${title}: `, ...words(text, ranges, language)]);
}

/** Return a moment as it is read here. */
function moment(time) {
  const date = new Date(time);
  return el("time", { datetime: time }, Number.isNaN(date.valueOf()) ? time : WHEN.format(date));
}

/** Return what somebody said of the pair. */
const said = (card, { reviewer, status, en, comment, time }, who) => [
  el("span", { class: "who" }, who ?? named(reviewer), " ", badge(status)), " ", el("span", { class: "when" }, moment(time)),
  status === "edited" && en !== card.en && inLanguage("p", "en", shownDiff(card.machine_en, en), { class: "changed" }),
  comment && el("p", { class: "remark" }, named(comment)),
];

/** Return a reviewed pair whose French is much like this one's. */
function near(card, { fr, en, likeness }, place) {
  const use = el("button", { type: "button", "data-memory": String(place) }, "Use this English");
  return [
    el("span", { class: "when" }, `${Math.round(likeness * 100)} % alike`),
    inLanguage("p", "fr", shownDiff(card.fr, fr), { class: "changed" }), inLanguage("p", "en", shown(en)), use,
  ];
}

/**
 * Show the notes of a pair, for the English that stands in the editor where it is open.
 * @param {import("./api.js").Card} card
 * @param {{flags: import("./api.js").Flag[], marks: import("./api.js").Marks}} seen what the checks saw
 * @param {string} english
 */
export function showNotes(card, seen, english) {
  const none = seen.flags.length === 0 && el("section", { class: "flags" }, el("h3", {}, "Flags"), el("p", { class: "none" }, "No check found a fault."));
  const mine = card.mine ? [said(card, { ...card.mine, reviewer: "" }, "You")] : [];
  fill(byId("notes"),
    el("h2", { class: "unseen" }, "Notes on the pair"),
    none || part("Flags", seen.flags.map(flagged), { class: "flags" }),
    part("Words without counterpart", unmatched(card.fr, english, seen.marks), { class: "unmatched" }, button("marks")),
    part("Verdicts", [...mine, ...card.others.map((one) => said(card, one))], { class: "verdicts" }),
    part("Reviewed before", card.memory.map((one, place) => near(card, one, place)), { class: "memory" }));
}
