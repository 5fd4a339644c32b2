/** Which key does what: the buttons, the help and the keyboard all read this table. */

/**
 * @typedef {object} Command
 * @property {string} name
 * @property {string[]} keys as `KeyboardEvent.key` says them, so that they are those of any keyboard's letters
 * @property {string} says what its button says
 * @property {string} about what it does, in the help
 * @property {string} group
 */

/** @type {Command[]} */
export const COMMANDS = [
  { name: "accept", keys: ["a"], says: "Accept", about: "The English is right as it is shown.", group: "Verdict" },
  { name: "edit", keys: ["e", "Enter"], says: "Edit", about: "Correct the English.", group: "Verdict" },
  { name: "reject", keys: ["r"], says: "Reject", about: "The pair is of no use.", group: "Verdict" },
  { name: "skip", keys: ["s"], says: "Skip", about: "Go on without a verdict.", group: "Verdict" },
  { name: "undo", keys: ["u"], says: "Undo", about: "Take your last verdict back; again, the one before.", group: "Verdict" },
  { name: "comment", keys: ["c"], says: "Comment", about: "Write what others should know.", group: "Verdict" },
  { name: "reset", keys: ["x"], says: "Reset", about: "Back to the model’s English, without a verdict.", group: "Verdict" },
  { name: "identical", keys: ["i"], says: "Identical too", about: "Judge the identical sentences with this one: on, off.", group: "Verdict" },
  { name: "settle", keys: ["g"], says: "Settle", about: "Let this verdict end the disagreement: on, off.", group: "Verdict" },
  { name: "previous", keys: ["k", "ArrowLeft"], says: "Previous", about: "The pair before, reviewed or not.", group: "Moving" },
  { name: "next", keys: ["j", "ArrowRight"], says: "Next", about: "The pair after, reviewed or not.", group: "Moving" },
  { name: "unreviewed", keys: ["n"], says: "Unreviewed", about: "The next pair that waits for a verdict.", group: "Moving" },
  { name: "article", keys: ["w"], says: "Whole article", about: "Read all of it, both languages.", group: "Looking" },
  { name: "marks", keys: ["m"], says: "Marks", about: "Mark the words without counterpart: on, off.", group: "Looking" },
  { name: "changes", keys: ["d"], says: "Changes", about: "The model’s English: what was changed, or as it was.", group: "Looking" },
  { name: "search", keys: ["/"], says: "Search", about: "Find words in French, English, comments and titles.", group: "Queue" },
  { name: "filter", keys: ["f"], says: "Filter", about: "Choose which pairs, and their order.", group: "Queue" },
  { name: "replace", keys: ["h"], says: "Replace", about: "Find and replace in many pairs, with a preview.", group: "Queue" },
  { name: "again", keys: ["t"], says: "Try again", about: "Send again what did not arrive.", group: "Queue" },
  { name: "help", keys: ["?"], says: "Help", about: "This list.", group: "Queue" },
];

/** What the keys do where one writes. */
export const WRITING = [
  { keys: ["Ctrl", "Enter"], says: "Confirm", about: "what is written, and go on (⌘ Enter on a Mac)." },
  { keys: ["Esc"], says: "Leave", about: "what is written; it is kept as a draft." },
];

const SHOWN = { ArrowLeft: "←", ArrowRight: "→", Enter: "Enter" };
const REPEATED = new Set(["previous", "next"]);
const FIELDS = "input, textarea, select, [contenteditable]";
const PRESSED_BY_ENTER = "button, a, summary, input, select, textarea";

/** Return a key as it is printed. */
export const printed = (key) => SHOWN[key] ?? key;

/** Return the command of this name. */
export const command = (name) => /** @type {Command} */ (COMMANDS.find((one) => one.name === name));

/** Return the command that a key press asks for; none where one types, or with a modifier. */
function asked(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return undefined;
  if (event.target.closest?.(FIELDS) && event.target.type !== "checkbox") return undefined;
  if (event.key === "Enter" && event.target.closest?.(PRESSED_BY_ENTER)) return undefined;
  if (document.querySelector("dialog[open]")) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const found = COMMANDS.find((one) => one.keys.includes(key));
  return event.repeat && found && !REPEATED.has(found.name) ? undefined : found;
}

/**
 * Run the command of every key pressed while `wanted` holds.
 * @param {(name: string) => void} run
 * @param {() => boolean} wanted
 */
export function listen(run, wanted) {
  document.addEventListener("keydown", (event) => {
    const found = wanted() ? asked(event) : undefined;
    if (!found) return;
    event.preventDefault();
    run(found.name);
  });
}
