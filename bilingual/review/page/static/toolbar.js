/** The buttons, each with its key; a button and a key run the same command. */

import { byId, el, fill, keycap } from "./dom.js";
import { command, printed } from "./keys.js";
import { state } from "./state.js";

const VERDICTS = ["accept", "edit", "reject", "skip"];
const MORE = ["undo", "comment", "reset"];
const MOVES = ["previous", "next", "unreviewed"];
const TOP = ["filter", "replace", "help"];
const SWITCHES = new Set(["marks", "changes"]);

/**
 * Return the button of a command.
 * @param {string} name
 */
export function button(name) {
  const { keys, says, about } = command(name);
  const attributes = {
    type: "button", "data-command": name, title: about, "aria-keyshortcuts": keys.join(" "),
    "aria-pressed": SWITCHES.has(name) ? String(state.view[name]) : null,
    "aria-expanded": name === "filter" ? "false" : null, "aria-controls": name === "filter" ? "filters" : null,
  };
  return el("button", attributes, el("span", {}, says), keycap(printed(keys[0])));
}

const group = (label, names) => el("div", { class: "group", role: "group", "aria-label": label }, ...names.map(button));

/** Tell the styles how high the bars are: what sticks below them, and what of the lower one stays in sight. */
function measure() {
  for (const bar of ["header", "footer"]) {
    const height = /** @type {HTMLElement} */ (document.querySelector(bar)).offsetHeight;
    document.documentElement.style.setProperty(`--${bar}`, `${height}px`);
  }
}

/**
 * Build the buttons.
 * @param {(name: string) => void} run
 */
export function build(run) {
  fill(byId("tools"), group("Verdict", VERDICTS), group("Your verdict", MORE), group("Moving", MOVES));
  fill(byId("top-tools"), ...TOP.map(button));
  const watching = new ResizeObserver(measure);
  for (const bar of document.querySelectorAll("header, footer")) watching.observe(bar);
  document.addEventListener("click", (event) => {
    const pressed = /** @type {Element} */ (event.target).closest("button[data-command]");
    if (pressed) run(/** @type {HTMLElement} */ (pressed).dataset.command ?? "");
  });
}

/**
 * Show which of the switches are on.
 * @param {Record<string, boolean>} switches
 */
export function press(switches) {
  for (const [name, on] of Object.entries(switches)) {
    const attribute = name === "filter" ? "aria-expanded" : "aria-pressed";
    for (const found of document.querySelectorAll(`button[data-command="${name}"]`)) found.setAttribute(attribute, String(on));
  }
}

/** Switch the buttons that judge the pair on or off. */
export function enable(on) {
  for (const name of [...VERDICTS, "comment", "reset"]) {
    for (const found of document.querySelectorAll(`#tools button[data-command="${name}"]`)) {
      /** @type {HTMLButtonElement} */ (found).disabled = !on;
    }
  }
}
