/** The field in which the English is corrected: what is typed is kept, checked and compared while it is typed. */

import { send } from "./api.js";
import { byId, el, keycap } from "./dom.js";
import { showNotes } from "./notes.js";
import { changes } from "./pair.js";

const PAUSE_MS = 350;
const ON_A_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/** @type {import("./api.js").Card | null} */
let open = null;
/** @type {{flags: import("./api.js").Flag[], marks: import("./api.js").Marks} | null} */
let seen = null;
let timer = 0;
let asked = 0;

/** Return the field, or null where no editor is open. */
const field = () => byId("editor");

/** Tell whether the English is being edited. */
export const isOpen = () => open !== null && field() !== null;

/** Return a text as one line without blanks around it. */
export const asLine = (text) => text.replace(/\s*[\r\n]+\s*/g, " ").trim();

/** Return what is typed, as it is confirmed. */
export const typed = () => asLine(field().value);

/** Make a field as high as its text. */
export function fit(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

/** Ask the checks what they see in what is typed, unless more was typed meanwhile. */
async function check(card) {
  const mine = ++asked;
  const english = typed();
  if (!english) return;
  try {
    const found = await send("POST", "/api/check", { id: card.id, en: english });
    if (mine !== asked || open?.id !== card.id) return;
    seen = found;
    showNotes(open, seen, english);
  } catch {
    // The notes stay those of the text before; a verdict says what is wrong with the server.
  }
}

/** Take up a change: comparison, checks. */
function changed(view) {
  const card = /** @type {import("./api.js").Card} */ (open);
  fit(field());
  compare(view);
  clearTimeout(timer);
  timer = setTimeout(() => check(card), PAUSE_MS);
}

/** Show how what is typed differs from the model's English. */
export function compare(view) {
  if (open) byId("changes").replaceWith(changes(open.machine_en, typed(), view.changes));
}

/**
 * Open the editor of a pair.
 * @param {import("./api.js").Card} card
 * @param {string} text
 * @param {{changes: boolean}} view
 * @param {() => void} keep called after each change
 */
export function start(card, text, view, keep) {
  open = card;
  seen = null;
  const area = el("textarea", { id: "editor", class: "corpus", lang: "en", dir: "ltr", rows: "2", spellcheck: "true", "aria-label": "English, edited", "aria-describedby": "editor-keys" });
  area.value = text;
  const confirm = el("button", { type: "button", class: "main", "data-command": "confirm" }, "Confirm and go on ", keycap(ON_A_MAC ? "⌘ Enter" : "Ctrl Enter"));
  const leave = el("button", { type: "button", "data-command": "leave" }, "Leave ", keycap("Esc"));
  area.addEventListener("input", () => {
    changed(view);
    keep();
  });
  byId("english").replaceWith(el("div", { id: "english", class: "editing" }, area, el("div", { id: "editor-keys", class: "editor-keys" }, confirm, leave)));
  byId("english-side").querySelector(".draft")?.remove();
  byId("english-label").textContent = "English, as you write it";
  fit(area);
  compare(view);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  if (text !== card.en) check(card);
}

/**
 * Take up what others have said meanwhile.
 * @param {import("./api.js").Card} card
 */
export function renew(card) {
  if (open) open = card;
  showNotes(card, seen ?? card, seen && field() ? typed() : card.en);
}

/** Close the editor without showing anything in its place. */
export function stop() {
  open = null;
  seen = null;
  asked += 1;
  clearTimeout(timer);
}

addEventListener("resize", () => field() && fit(field()));
