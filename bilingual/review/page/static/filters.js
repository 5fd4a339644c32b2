/** The form that chooses which pairs, in which order; and the line that says what was chosen. */

import { byId, el, fill } from "./dom.js";
import { ORDERS, STATUSES, words } from "./queue.js";
import { visible } from "./text.js";

const FIELDS = ["status", "flag", "kind", "article", "score_below", "sample", "seed", "order"];
const BOXES = ["disagreements", "mine", "double"];
const PAUSE_MS = 300;

/** @type {Map<string, string>} */
const titles = new Map();

/** Return the title of an article, as far as it is known. */
export const titleOf = (id) => visible(titles.get(id) ?? id);

const counted = (name, count) => (count === undefined ? name : `${name} (${count.toLocaleString("en")})`);

/** Put choices into a list, each a value and what it says, and keep the one that is chosen. */
function choices(name, chosen, rows) {
  const list = byId("filter-form").elements[name];
  if (document.activeElement === list) return;
  const missing = chosen && !rows.some(([value]) => value === chosen) ? [[chosen, chosen]] : [];
  fill(list, ...[...rows, ...missing].map(([value, says]) => el("option", { value, selected: value === chosen }, visible(says))));
  list.value = chosen;
}

/**
 * Show the choices that the dataset gives, and those that the queue makes.
 * @param {any} overview
 * @param {import("./queue.js").Queue} queue
 */
export function show(overview, queue) {
  for (const { id, title } of overview.articles) titles.set(id, title || id);
  const all = ["", "all"];
  const statuses = Object.entries(STATUSES).map(([name, says]) => [name, counted(says, overview.statuses[name])]);
  choices("status", queue.status ?? "", [all, ...statuses]);
  const flags = overview.flags.map(({ name, count }) => [name, counted(name, count)]);
  choices("flag", queue.flag ?? "", [["", "any or none"], ["none", "without a flag"], ...flags]);
  choices("kind", queue.kind ?? "", [all, ...overview.kinds.map(({ name, count }) => [name, counted(name, count)])]);
  const articles = overview.articles.map(({ id, title, count }) => [id, counted(title || id, count)]);
  choices("article", queue.article ?? "", [all, ...articles]);
  choices("order", queue.order ?? "document", Object.entries(ORDERS));
  byId("article-search-field").hidden = overview.dataset.articles <= overview.articles.length && !byId("article-search").value;
  const { elements } = byId("filter-form");
  for (const name of ["score_below", "sample", "seed"]) if (document.activeElement !== elements[name]) elements[name].value = queue[name] ?? "";
  for (const name of BOXES) elements[name].checked = queue[name] === "1";
  if (document.activeElement !== byId("search")) byId("search").value = queue.search ?? "";
}

/** Return the queue that the form asks for. */
function chosen() {
  const { elements } = byId("filter-form");
  const queue = {};
  for (const name of FIELDS) if (elements[name].value.trim()) queue[name] = elements[name].value.trim();
  for (const name of BOXES) if (elements[name].checked) queue[name] = "1";
  if (queue.order === "document") delete queue.order;
  if (!queue.sample) delete queue.seed;
  if (byId("search").value.trim()) queue.search = byId("search").value.trim();
  return queue;
}

/**
 * Show in one line what the queue asks for, each part with a button that takes it away.
 * @param {import("./queue.js").Queue} queue
 */
export function showChosen(queue) {
  const parts = words(queue, titleOf).map(({ names, says }) =>
    el("button", { type: "button", class: "chip", "data-without": names.join(" "), "aria-label": `${visible(says)}: take this away` }, visible(says), el("span", { "aria-hidden": "true" }, " ×")));
  const clear = parts.length > 1 && el("button", { type: "button", class: "chip", "data-without": "*" }, "all pairs");
  fill(byId("chosen"), ...parts, clear);
  byId("chosen").hidden = parts.length === 0;
}

/**
 * Make the form, the search and the line of what was chosen work.
 * @param {(queue: import("./queue.js").Queue) => void} choose
 * @param {() => import("./queue.js").Queue} current
 * @param {(words: string) => void} findArticles
 */
export function build(choose, current, findArticles) {
  let timer = 0;
  let pointed = false;
  const form = byId("filter-form");
  form.addEventListener("pointerdown", () => (pointed = true));
  form.addEventListener("keydown", () => (pointed = false));
  form.addEventListener("change", (event) => {
    if (event.target.id === "article-search") return;
    if (pointed) event.target.blur(); // the next key is for the pair, and no letter of a choice
    choose(chosen());
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    byId("pair").focus();
  });
  byId("filter-clear").addEventListener("click", () => choose({}));
  byId("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    choose(chosen());
  });
  byId("article-search").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => findArticles(byId("article-search").value.trim()), PAUSE_MS);
  });
  byId("chosen").addEventListener("click", (event) => {
    const without = event.target.closest("[data-without]")?.dataset.without.split(" ");
    if (!without) return;
    choose(Object.fromEntries(Object.entries(current()).filter(([name]) => !without.includes("*") && !without.includes(name))));
  });
}
