/** What the page shows: one record, changed only where a pair or a queue is chosen. */

import { isOn } from "./settings.js";

export const state = {
  /** @type {import("./queue.js").Queue} */
  queue: {},
  /** @type {import("./api.js").Card | null} */
  card: null,
  /** @type {any} */
  overview: null,
  reviewer: "",
  busy: false,
  view: { marks: isOn("marks"), changes: isOn("changes") },
};
