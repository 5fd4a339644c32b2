/** The whole article of a pair, both languages side by side. */

import { get } from "./api.js";
import { byId, el, fill } from "./dom.js";
import { badge } from "./pair.js";
import { parameters } from "./queue.js";
import { inLanguage, named, shown, visible } from "./text.js";

/** Return a sentence: French, English or why there is none, and a way to its pair. */
function sentence(one, current, queue) {
  const here = one.id !== null && one.id === current;
  const english = one.en === null
    ? el("p", { class: "left-out" }, `not translated${one.reason ? `: ${visible(one.reason)}` : ""}`)
    : inLanguage("p", "en", shown(one.en), { class: one.status === "rejected" ? "rejected" : null });
  const link = here ? "here" : one.id && el("a", { href: `/?${parameters(queue, { pair: one.id })}`, "data-pair": one.id, "aria-label": "Open this pair" }, "open");
  const state = one.status && one.status !== "machine" ? badge(one.status) : null;
  return el("div", { class: here ? "row here" : "row", "aria-current": here ? "true" : null }, inLanguage("p", "fr", shown(one.fr)), english, el("p", { class: "way" }, link, state));
}

/**
 * Show the article of a pair in a dialog.
 * @param {import("./api.js").Card} card
 * @param {import("./queue.js").Queue} queue
 */
export async function open(card, queue) {
  const article = await get(`/api/article/${encodeURIComponent(card.article.id)}`);
  const paragraphs = article.paragraphs.map((sentences) =>
    el("div", { class: "paragraph" }, ...sentences.map((one) => sentence(one, card.id, queue))));
  fill(byId("article-title"), named(article.title || card.article.id, article.title ? "fr" : null));
  fill(byId("article-text"), ...paragraphs);
  byId("article").showModal();
  byId("article-text").focus();
  byId("article-text").querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
}

/**
 * Go to the pair of a sentence that is chosen.
 * @param {(id: string) => void} go
 */
export function build(go) {
  byId("article-text").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-pair]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    byId("article").close();
    go(link.dataset.pair);
  });
}
