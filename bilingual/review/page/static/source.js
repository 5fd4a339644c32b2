/** Where a pair comes from: its article's title, publisher, date and address; and the sentences around it. */

import { byId, el, fill } from "./dom.js";
import { button } from "./toolbar.js";
import { inLanguage, named, shown, visible } from "./text.js";

// The keys of REASONS in bilingual/pairs.py.
const WHY = {
  language: "not French", wordless: "no words", kind: "a kind that is not published", held_out: "kept for tests", empty: "the model gave none",
};

/** Return an address as a link if it is one of the web, as text otherwise. */
function address(url) {
  if (!/^https?:\/\//i.test(url)) return named(url);
  const host = URL.canParse(url) ? new URL(url).host : url;
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: visible(url) }, visible(host));
}

/** Return what an article is called. */
export const titleOf = ({ title, path, id }) => title || path || id;

/** Return parts with a dot between each two. */
export const dotted = (parts) => parts.filter(Boolean).flatMap((part, place) => [place > 0 && " · ", part]);

/**
 * Show the source of a pair.
 * @param {import("./api.js").Card} card
 */
export function showSource({ article }) {
  const facts = [article.publisher && named(article.publisher), article.date && named(article.date), article.url && address(article.url)];
  fill(byId("source"), el("h2", {}, named(titleOf(article), article.title ? "fr" : null)), el("p", { class: "facts" }, ...dotted(facts)), button("article"));
}

/** Return the English of a sentence, or why there is none. */
export function english({ en, status, reason }) {
  if (en === null) return el("p", { class: "left-out" }, `no English: ${WHY[reason] ?? visible(reason ?? "not published")}`);
  return inLanguage("p", "en", shown(en), { class: status === "rejected" ? "rejected" : null });
}

/** Return a sentence of the article in both languages, side by side. */
const row = (sentence) => el("div", { class: "row" }, inLanguage("p", "fr", shown(sentence.fr)), english(sentence));

/**
 * Show the sentences before and after a pair.
 * @param {import("./api.js").Card} card
 */
export function showAround({ before, after }) {
  fill(byId("before"), ...before.map(row));
  fill(byId("after"), ...after.map(row));
  byId("before").hidden = before.length === 0;
  byId("after").hidden = after.length === 0;
}
