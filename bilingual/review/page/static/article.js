/** The whole article of a pair, both languages side by side. */

import { get } from "./api.js";
import { byId, el, fill } from "./dom.js";
import { badge } from "./pair.js";
import { parameters } from "./queue.js";
import { english, titleOf } from "./source.js";
import { inLanguage, named, shown } from "./text.js";

const MOST_PARAGRAPHS = 2000;

/** Return a sentence: French, English or why there is none, and a way to its pair. */
function sentence(one, current, queue) {
  const here = one.id !== null && one.id === current;
  const link = here ? "here" : one.id && el("a", { href: `/?${parameters(queue, { pair: one.id })}`, "data-pair": one.id, "aria-label": "Open this pair" }, "open");
  const state = one.status && one.status !== "machine" ? badge(one.status) : null;
  return el("div", { class: here ? "row here" : "row", "aria-current": here ? "true" : null }, inLanguage("p", "fr", shown(one.fr)), english(one), el("p", { class: "way" }, link, state));
}

/** Return an article, which the server gives by the thousand: all of it, or of a book what stands before and with a pair. */
async function whole(id, pair) {
  const path = `/api/article/${encodeURIComponent(id)}`;
  const article = await get(path);
  const wantsMore = () => article.paragraphs.length < MOST_PARAGRAPHS || !article.paragraphs.flat().some((one) => one.id === pair);
  while (article.next !== null && article.next !== undefined && wantsMore()) {
    const more = await get(path, new URLSearchParams({ first: String(article.next) }));
    article.paragraphs.push(...more.paragraphs);
    article.next = more.next;
  }
  return article;
}

/**
 * Show the article of a pair in a dialog.
 * @param {import("./api.js").Card} card
 * @param {import("./queue.js").Queue} queue
 */
export async function open(card, queue) {
  const article = await whole(card.article.id, card.id);
  const paragraphs = article.paragraphs.map((sentences) =>
    el("div", { class: "paragraph" }, ...sentences.map((one) => sentence(one, card.id, queue))));
  fill(byId("article-title"), named(titleOf(article), article.title ? "fr" : null));
  const rest = article.next && el("p", { class: "left-out" }, "The article goes on; open a later pair to read it.");
  fill(byId("article-text"), ...paragraphs, rest);
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
