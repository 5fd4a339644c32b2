/** How far the queue is: a bar, and what the figures say in words. */

import { byId, fill } from "./dom.js";
import { dotted } from "./source.js";

const MINUTE_S = 60;
const HOUR_MIN = 60;

const share = (part) => `${Math.round(part * 100)} %`;
const precise = (part) => `${(part * 100).toFixed(1).replace(/\.0$/, "")} %`;

/**
 * Return a stretch of time in words.
 * @param {number} seconds
 */
function lasting(seconds) {
  const minutes = Math.round(seconds / MINUTE_S);
  if (minutes < 1) return "less than a minute";
  if (minutes < HOUR_MIN) return `${minutes} min`;
  return `${Math.floor(minutes / HOUR_MIN)} h ${minutes % HOUR_MIN} min`;
}

/** Return what became of the reviewed pairs. */
function rates({ accepted, edited, rejected }) {
  const parts = [["accepted", accepted], ["edited", edited], ["rejected", rejected]].filter(([, part]) => part > 0);
  return parts.map(([name, part]) => `${name} ${share(part)}`).join(", ");
}

/** Return what the sample says of the pairs that nobody reads. */
function interval({ errors, of, low, high }) {
  return `Of the pairs without a flag, ${precise(low)} to ${precise(high)} are wrong, if reviewers find every fault ` +
    `(${errors} of ${of} drawn at random were edited or rejected; 95 % Wilson interval).`;
}

/**
 * Show the progress of a queue.
 * @param {any} progress
 */
export function show(progress) {
  const { size, reviewed, mine } = progress;
  byId("progress").max = Math.max(size, 1);
  byId("progress").value = reviewed;
  const left = progress.seconds_left === null || reviewed >= size ? null : `about ${lasting(progress.seconds_left)} left`;
  const own = mine !== reviewed && `${mine.toLocaleString("en")} by you`;
  const done = `${reviewed.toLocaleString("en")} of ${size.toLocaleString("en")} reviewed`;
  fill(byId("progress-says"), ...dotted([done, own, left, progress.rates && rates(progress.rates)]));
  byId("interval").hidden = !progress.interval;
  fill(byId("interval"), progress.interval && interval(progress.interval));
}
