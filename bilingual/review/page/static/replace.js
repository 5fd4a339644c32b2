/** Find and replace in the English of a queue: first a preview, then all of it as one act. */

import { send } from "./api.js";
import { shownDiff } from "./diff.js";
import { byId, el, fill } from "./dom.js";
import { pairs } from "./queue.js";
import { inLanguage } from "./text.js";

/** @type {{queue: import("./queue.js").Queue, size: number, done: (count: number) => void} | null} */
let asked = null;
let previewed = "";

/** Return what the form asks for. */
function wanted() {
  const { find, replace, whole, exact } = byId("replace-form").elements;
  return { find: find.value, replace: replace.value, whole_words: whole.checked, match_case: exact.checked, queue: asked?.queue ?? {} };
}

/** Show a line under the form. */
const tell = (text) => fill(byId("replace-said"), text);

/** Take a preview away that is of another form. */
function stale() {
  if (JSON.stringify(wanted()) === previewed) return;
  previewed = "";
  byId("replace-apply").disabled = true;
  byId("replace-apply").textContent = "Replace";
  fill(byId("replace-items"));
  tell("");
}

/** Show what would change. */
async function preview() {
  const asking = wanted();
  const { count, left, items } = await send("POST", "/api/replace", { ...asking, apply: false });
  previewed = JSON.stringify(asking);
  fill(byId("replace-items"), ...items.map(({ before, after }) => el("li", {}, inLanguage("p", "en", shownDiff(before, after), { class: "changed" }))));
  const cut = count > items.length ? `; the first ${items.length} are shown` : "";
  const kept = left > 0 ? ` ${pairs(left)} more stay as they are: rejected, judged by others, or open on their screens.` : "";
  tell(`${count === 0 && left === 0 ? "Found nowhere" : `Found in ${pairs(count)}${cut}`}.${kept}`);
  byId("replace-apply").disabled = count === 0;
  byId("replace-apply").textContent = count === 0 ? "Replace" : `Replace in ${pairs(count)}`;
  if (count > 0) byId("replace-apply").focus();
}

/** Replace as previewed. */
async function apply() {
  const { count } = await send("POST", "/api/replace", { ...wanted(), apply: true });
  byId("replace").close();
  asked?.done(count);
}

/** Run a step and show in the dialog why it failed. */
async function attempt(step) {
  try {
    await step();
  } catch (error) {
    tell(`${/** @type {Error} */ (error).message}; nothing was replaced.`);
  }
}

/** Make the form work. */
export function build() {
  byId("replace-form").addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(preview);
  });
  byId("replace-form").addEventListener("input", stale);
  byId("replace-apply").addEventListener("click", () => attempt(apply));
}

/**
 * Open the dialog.
 * @param {import("./queue.js").Queue} queue
 * @param {number} size
 * @param {(count: number) => void} done
 */
export function open(queue, size, done) {
  asked = { queue, size, done };
  previewed = "-";
  stale();
  fill(byId("replace-where"), `In the English of the ${pairs(size)} of this queue that you see now; choose others with the filter. Each pair that it changes counts as edited by you; one undo takes all of it back.`);
  byId("replace").showModal();
  byId("replace-form").elements.find.select();
}
