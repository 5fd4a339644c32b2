/** The page: what the keys and buttons do, and what it asks the server first. */

import { get, Refused, send } from "./api.js";
import * as article from "./article.js";
import * as changes from "./changes.js";
import { byId } from "./dom.js";
import * as drafts from "./drafts.js";
import * as editor from "./editor.js";
import * as filters from "./filters.js";
import * as help from "./help.js";
import * as judging from "./judging.js";
import { listen } from "./keys.js";
import * as name from "./name.js";
import { say, tryAgain } from "./notice.js";
import * as progress from "./progress.js";
import { pairs, parameters, read } from "./queue.js";
import * as replace from "./replace.js";
import { isOn, keep } from "./settings.js";
import { state } from "./state.js";
import * as toolbar from "./toolbar.js";
import { attempt, begin, goOn, open, showAgain, step } from "./walking.js";
import * as writing from "./writing.js";

const PAUSE_MS = 300;
const WITHOUT_PAIR = new Set(["undo", "previous", "next", "unreviewed", "search", "filter", "replace", "again", "help", "name"]);
const SWITCHED = {
  marks: ["Words without counterpart are marked.", "Words without counterpart are not marked."],
  changes: ["What was changed in the model’s English is shown.", "The model’s English is shown as it was."],
};
let timer = 0;

/** Ask for the figures of the queue, and show them. */
async function figures(more = {}) {
  state.overview = await get("/api/overview", parameters(state.queue, more));
  progress.show(state.overview.progress);
  filters.show(state.overview, state.queue);
  filters.showChosen(state.queue);
}

/** Ask for the figures a moment later, once for all that happens until then. */
function soon() {
  timer ||= setTimeout(() => {
    timer = 0;
    figures().catch(() => undefined);
  }, PAUSE_MS);
}

/** Choose a queue, and begin it. */
function choose(queue) {
  if (editor.isOpen()) writing.leave();
  attempt(async () => {
    state.queue = queue;
    await figures();
    await begin(true);
    say(`${pairs(byId("work").hidden ? 0 : (state.card?.size ?? 0))}.`);
  });
}

/** Switch something on or off, and remember it. */
function toggle(setting) {
  state.view[setting] = !state.view[setting];
  keep(setting, state.view[setting]);
  toolbar.press({ [setting]: state.view[setting] });
  if (setting === "changes" && editor.isOpen()) editor.compare(state.view);
  else if (!editor.isOpen()) showAgain();
  byId(editor.isOpen() ? "editor" : "pair").focus({ preventScroll: true });
  say(SWITCHED[setting][state.view[setting] ? 0 : 1]);
}

/** Tick a box of the pair, or take the tick away. */
function tick(id, without) {
  const box = byId(id);
  if (!box) return say(without);
  box.checked = !box.checked;
  return say(`${box.parentElement.querySelector("span").textContent}: ${box.checked ? "yes" : "no"}.`);
}

/** Show or hide the form of the filter. */
function filter() {
  const form = byId("filters");
  form.hidden = !form.hidden;
  toolbar.press({ filter: !form.hidden });
  (form.hidden ? byId("pair") : byId("filter-form").elements.status).focus();
}

/** Let others have the pair, and keep what is written on it. */
async function giveBack() {
  drafts.flush(true);
  if (state.card) await send("POST", "/api/release", { id: state.card.id }, true).catch(() => undefined);
}

const commands = {
  accept: () => attempt(judging.accept),
  edit: () => writing.edit(),
  reject: () => attempt(judging.reject),
  skip: () => attempt(async () => {
    await goOn();
    say("Skipped.");
  }),
  undo: () => attempt(judging.undo),
  comment: writing.comment,
  reset: () => attempt(judging.reset),
  identical: () => tick("identical", "No other sentence is identical and waits for your verdict."),
  settle: () => tick("settles", "Nobody disagrees about this pair."),
  previous: () => attempt(() => step(-1)),
  next: () => attempt(() => step(1)),
  unreviewed: () => attempt(goOn),
  article: () => attempt(() => article.open(state.card, state.queue)),
  marks: () => toggle("marks"),
  changes: () => toggle("changes"),
  search: () => byId("search").select(),
  filter,
  replace: () => replace.open(state.queue, state.overview.progress.size, replaced),
  again: tryAgain,
  help: help.open,
  confirm: () => {
    const edits = editor.isOpen();
    attempt(() => judging.confirm(edits));
  },
  leave: writing.leave,
  drop: writing.drop,
  name: () => name.ask(() => location.reload(), state.reviewer, giveBack),
};

/** Run a command, if there is a pair for it. */
function run(asked) {
  const shown = state.card !== null && !byId("work").hidden;
  if (shown || WITHOUT_PAIR.has(asked)) commands[asked]?.();
}

/** Show what find and replace did. */
function replaced(count) {
  soon();
  attempt(async () => {
    if (state.card) await open(state.card.id);
    say(`Replaced in ${pairs(count)}; undo (u) takes all of it back.`);
  });
}

/** Take up what others said of the pair that is shown. */
async function heard(records) {
  soon();
  const card = state.card;
  if (!card || state.busy || !records.some(({ id }) => id === card.id)) return;
  const fresh = await get(`/api/pair/${encodeURIComponent(card.id)}`, parameters(state.queue));
  if (state.card !== card || state.busy) return;
  judging.takeUp(fresh);
  const other = records.findLast(({ id }) => id === card.id).reviewer;
  say(other === state.reviewer ? "You judged this pair in another tab." : `${other} judged this pair.`);
}

/** The keys of the fields: Ctrl + Enter confirms, Esc leaves. */
function fieldKeys(event) {
  if (document.querySelector("dialog[open]") || event.isComposing) return;
  const field = /** @type {HTMLElement} */ (event.target);
  const writes = field.id === "editor" || field.id === "comment";
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && (writes || editor.isOpen())) {
    event.preventDefault();
    run("confirm");
  } else if (event.key === "Escape" && (writes || editor.isOpen())) {
    event.preventDefault();
    run("leave");
  } else if (event.key === "Escape" && field.closest("#search-form")) {
    byId("pair").focus();
  } else if (event.key === "Escape" && !byId("filters").hidden) {
    filter();
  }
}

/** Make everything on the page work. */
function build() {
  toolbar.build(run);
  toolbar.press({ ...state.view });
  help.build();
  filters.build(choose, () => state.queue, (words) => figures({ article_search: words }));
  replace.build();
  name.build();
  writing.build();
  article.build((id) => attempt(() => open(id)));
  judging.onJudged(soon);
  listen(run, () => isOn("keys"));
  document.addEventListener("keydown", fieldKeys);
  byId("notes").addEventListener("click", (event) => {
    const place = event.target.closest("[data-memory]")?.dataset.memory;
    if (place) writing.edit(state.card?.memory[place].en);
  });
  byId("end-again").addEventListener("click", () => attempt(() => begin(false)));
  byId("end-all").addEventListener("click", () => choose({}));
  addEventListener("popstate", arrive);
  addEventListener("pagehide", giveBack);
}

/** Go to a pair, or to the first of the queue where none is named or it is gone from the dataset. */
async function goTo(pair) {
  try {
    await (pair ? open(pair) : begin(true));
  } catch (error) {
    if (!(error instanceof Refused && error.status === 404)) throw error;
    await begin(true);
    say("That pair is not in this version of the dataset; this is the first of the queue.");
  }
}

/** Show the queue and the pair that the address names. */
function arrive() {
  attempt(async () => {
    const { queue, pair } = read(location.search);
    state.queue = queue;
    await figures();
    await goTo(pair);
  });
}

/** Go to the pair of the address, and to the draft that was left there. */
async function enter(reviewer) {
  const { pair } = read(location.search);
  state.reviewer = reviewer;
  name.show(reviewer);
  await goTo(pair);
  const draft = state.card && drafts.of(state.card);
  if (draft && draft.en.trim() !== state.card?.en) writing.edit(draft.en, "Your draft is back.");
  else if (draft) say("Your draft of the comment is back.");
  changes.follow((records) => heard(records).catch(() => undefined));
}

/** Begin: which queue, and who reviews. */
async function start() {
  state.queue = read(location.search).queue;
  await figures();
  changes.know(state.overview.last);
  const { reviewer } = state.overview;
  if (reviewer) await enter(reviewer);
  else name.ask((given) => attempt(() => enter(given)));
}

build();
attempt(start);
