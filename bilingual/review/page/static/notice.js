/** What is said to the reviewer: what happened, in a live region; and what failed, until it is put right. */

import { Refused, Unreachable } from "./api.js";
import { byId, el, fill, keycap } from "./dom.js";
import { visible } from "./text.js";

/** @type {(() => void) | null} */
let retry = null;

/**
 * Say what happened.
 * @param {string} text
 */
export function say(text) {
  const place = byId("said");
  if (place.textContent === text) place.textContent = "";
  place.textContent = text;
}

/** Return one line on an error: what is wrong, and what to do. */
function line(error) {
  if (error instanceof Unreachable) {
    return "The server does not answer. What you typed is kept here; start it again, then try again.";
  }
  if (error instanceof Refused && (error.status === 401 || error.status === 403)) {
    return "This page was opened for an earlier start of the server. Open the address that it printed in another tab, then try again here.";
  }
  return `${visible(error.message)}.`.replace(/\.\.$/, ".");
}

/**
 * Show what failed; `again` is tried on the button and its key.
 * @param {Error} error
 * @param {(() => void) | null} again
 */
export function failed(error, again) {
  retry = again;
  const button = el("button", { type: "button", id: "again", "aria-keyshortcuts": "t" }, "Try again ", keycap("t"));
  button.addEventListener("click", tryAgain);
  fill(byId("failure"), el("p", {}, line(error)), again && button);
  byId("failure").hidden = false;
  if (!(error instanceof Unreachable || error instanceof Refused)) console.error(error);
}

/** Take the failure away. */
export function clear() {
  retry = null;
  byId("failure").hidden = true;
  fill(byId("failure"));
}

/** Try what failed once more. */
export function tryAgain() {
  const again = retry;
  if (again) again();
}
