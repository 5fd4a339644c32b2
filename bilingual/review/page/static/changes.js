/** What others, and other tabs, have said since: asked every few seconds, which keeps the pair that is shown from others. */

import { get } from "./api.js";
import { state } from "./state.js";

const EVERY_MS = 4_000;

let last = 0;
let timer = 0;

/**
 * Count records up to this number as known.
 * @param {number} number
 */
export function know(number) {
  last = Math.max(last, number);
}

/**
 * Tell about each batch of new records, from now on.
 * @param {(records: {number: number, id: string, reviewer: string, status: string, undoes: number | null}[]) => void} tell
 */
export function follow(tell) {
  const ask = async () => {
    clearTimeout(timer);
    try {
      const known = last;
      const holding = state.card ? { holding: state.card.id } : {};
      const { last: newest, records } = await get("/api/changes", new URLSearchParams({ after: String(known), ...holding }));
      const fresh = records.filter(({ number }) => number > last);
      know(newest);
      if (fresh.length > 0) tell(fresh);
    } catch {
      // The next verdict says that the server does not answer.
    }
    timer = setTimeout(ask, EVERY_MS);
  };
  addEventListener("focus", ask);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
  timer = setTimeout(ask, EVERY_MS);
}
