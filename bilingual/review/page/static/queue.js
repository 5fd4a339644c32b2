/** Which pairs, in which order: a queue is a set of query parameters, and the page's address holds it. */

const NAMES = [
  "flag", "status", "kind", "article", "score_below", "search", "sample", "seed", "disagreements", "mine", "double", "order",
];
export const STATUSES = {
  unreviewed: "not reviewed", reviewed: "reviewed", accepted: "accepted", edited: "edited", rejected: "rejected",
};
export const ORDERS = { document: "as they stand", score: "least sure first", flags: "most flags first" };

/** @typedef {Record<string, string>} Queue */

/** Return a number of pairs in words. */
export const pairs = (count) => (count === 1 ? "1 pair" : `${count.toLocaleString("en")} pairs`);

/**
 * Return the queue and the pair that an address names.
 * @param {string} search the address's query
 * @returns {{queue: Queue, pair: string | null}}
 */
export function read(search) {
  const given = new URLSearchParams(search);
  const queue = {};
  for (const name of NAMES) {
    const value = given.get(name);
    if (value) queue[name] = value;
  }
  return { queue, pair: given.get("pair") };
}

/**
 * Return a queue as parameters for the server, with others beside them.
 * @param {Queue} queue
 * @param {Record<string, string | number>} [more]
 */
export function parameters(queue, more = {}) {
  const made = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...queue, ...more })) made.set(name, String(value));
  return made;
}

/**
 * Put queue and pair into the address; a new entry of the history unless it is the same pair.
 * @param {Queue} queue
 * @param {string | null} pair
 */
export function write(queue, pair) {
  const query = parameters(queue, pair ? { pair } : {}).toString();
  const address = query ? `/?${query}` : "/";
  if (location.pathname + location.search === address) return;
  if (location.search.includes("pair=")) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

/**
 * Return what a queue asks for, in words, each with the parameters that it stands for.
 * @param {Queue} queue
 * @param {(id: string) => string} titleOf
 * @returns {{names: string[], says: string}[]}
 */
export function words(queue, titleOf) {
  const says = {
    flag: (value) => (value === "none" ? "without a flag" : `flag: ${value}`),
    status: (value) => STATUSES[value] ?? value,
    kind: (value) => `kind: ${value}`,
    article: (value) => `article: ${titleOf(value)}`,
    score_below: (value) => `score below ${value}`,
    search: (value) => `“${value}”`,
    sample: (value) => `random sample of ${value} (seed ${queue.seed ?? 0})`,
    disagreements: () => "reviewers disagree",
    mine: () => "judged by me",
    double: () => "asked of two people",
    order: (value) => ORDERS[value] ?? value,
  };
  return NAMES.filter((name) => name in queue && name in says).map((name) => ({
    names: name === "sample" ? ["sample", "seed"] : [name],
    says: says[name](queue[name]),
  }));
}

/** Tell whether what this queue asks for ends with a verdict: then one goes on to the next pair, reviewed or not. */
export const keepsReviewed = (queue) =>
  Boolean(queue.mine || queue.disagreements || (queue.status && queue.status !== "unreviewed"));
