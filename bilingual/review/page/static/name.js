/** The reviewer's name: asked for once, since each verdict bears one. */

import { send } from "./api.js";
import { byId } from "./dom.js";
import { visible } from "./text.js";

/**
 * Ask for a name until the server has taken one.
 * @param {(reviewer: string) => void} done
 */
export function ask(done) {
  const [dialog, form] = [byId("name"), byId("name-form")];
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault());
  dialog.showModal();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const { reviewer } = await send("POST", "/api/reviewer", { name: form.elements.reviewer.value });
      dialog.close();
      done(reviewer);
    } catch (error) {
      byId("name-said").textContent = `${visible(/** @type {Error} */ (error).message)}.`;
    }
  });
}

/** Show whose verdicts these are. */
export function show(reviewer) {
  byId("reviewer").textContent = visible(reviewer);
}
