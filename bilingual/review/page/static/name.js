/** The reviewer's name: asked for once, since each verdict bears one. */

import { send } from "./api.js";
import { byId } from "./dom.js";
import { visible } from "./text.js";

/** @type {(reviewer: string) => void} */
let whenNamed = () => undefined;
/** @type {() => Promise<unknown>} */
let beforehand = async () => undefined;
let needed = true;

/** Hand the name in, and close the dialog when the server has taken it. */
async function submit(event) {
  event.preventDefault();
  try {
    await beforehand();
    const { reviewer } = await send("POST", "/api/reviewer", { name: byId("name-form").elements.reviewer.value });
    byId("name").close();
    whenNamed(reviewer);
  } catch (error) {
    byId("name-said").textContent = `${visible(/** @type {Error} */ (error).message)}.`;
  }
}

/** Make the dialog work: it stays while a name is needed. */
export function build() {
  byId("name-form").addEventListener("submit", submit);
  byId("name").addEventListener("cancel", (event) => needed && event.preventDefault());
  byId("name").addEventListener("keydown", (event) => event.key === "Escape" && needed && event.preventDefault());
}

/**
 * Ask for a name, and call this when the server has taken one.
 * @param {(reviewer: string) => void} done
 * @param {string} [present] the name until then, with which one may go on
 * @param {() => Promise<unknown>} [under] what is still to be done under that name
 */
export function ask(done, present = "", under = async () => undefined) {
  [whenNamed, needed, beforehand] = [done, !present, under];
  byId("name-form").elements.reviewer.value = present;
  byId("name-said").textContent = "";
  byId("name").showModal();
}

/** Show whose verdicts these are. */
export function show(reviewer) {
  byId("reviewer").textContent = visible(reviewer);
}
