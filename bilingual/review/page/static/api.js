/** The server's answers, and the two ways in which there is none. */

/** @typedef {{name: string, says: string, saw: string}} Flag */
/** @typedef {{reviewer: string, status: string, en: string, comment: string, time: string}} Said */
/** @typedef {{fr: [number, number][], en: [number, number][]}} Marks */
/** @typedef {{id: string | null, fr: string, en: string | null, status: string | null, reason: string | null}} Sentence */
/**
 * @typedef {object} Card
 * @property {string} id
 * @property {number | null} position
 * @property {number} size
 * @property {string} fr
 * @property {string} en
 * @property {string} machine_en
 * @property {string} status
 * @property {string} comment
 * @property {{id: string, title: string, publisher: string, date: string, url: string, path: string}} article
 * @property {string} kind
 * @property {number | null} score
 * @property {Flag[]} flags
 * @property {Marks} marks
 * @property {Sentence[]} before
 * @property {Sentence[]} after
 * @property {number} newest
 * @property {Said | null} mine
 * @property {Said[]} others
 * @property {boolean} disputed
 * @property {boolean} double
 * @property {number} identical
 * @property {{reviewer: string} | null} held
 * @property {{en: string, comment: string} | null} draft
 * @property {{fr: string, en: string, likeness: number}[]} memory
 */

const LONGEST_WAIT_MS = 20_000;

/** The server said no: `status` is that of HTTP, `body` what it answered. */
export class Refused extends Error {
  /** @param {number} status @param {any} body */
  constructor(status, body) {
    super(body?.error ?? `the server answered ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** The server said nothing: it has ended, or the way to it is cut. */
export class Unreachable extends Error {}

/** Return the answer of the server. Throws Refused or Unreachable. */
async function ask(path, options) {
  let answer, body;
  try {
    answer = await fetch(path, { signal: AbortSignal.timeout(LONGEST_WAIT_MS), ...options });
    body = await answer.json();
  } catch (error) {
    if (answer && !answer.ok) throw new Refused(answer.status, null);
    throw new Unreachable("the server does not answer", { cause: error });
  }
  if (!answer.ok) throw new Refused(answer.status, body);
  return body;
}

/**
 * Ask for something.
 * @param {string} path
 * @param {URLSearchParams} [parameters]
 */
export const get = (path, parameters) => ask(parameters?.size ? `${path}?${parameters}` : path);

/**
 * Hand something in. `keepalive` lets it arrive after the page is gone.
 * @param {"POST" | "PUT"} method
 * @param {string} path
 * @param {object} body
 */
export const send = (method, path, body, keepalive = false) =>
  ask(path, { method, keepalive, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
