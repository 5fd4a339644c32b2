/** The help: every key and what it does. */

import { byId, el, fill, kbd } from "./dom.js";
import { COMMANDS, printed, WRITING } from "./keys.js";
import { isOn, keep } from "./settings.js";

/** Return a row: keys, the name on the button, and what they do. */
const row = (keys, says, about, between) =>
  el("div", {}, el("dt", {}, ...keys.flatMap((key, place) => [place > 0 && between, kbd(printed(key))])), el("dd", {}, el("b", {}, says), ` ${about}`));

/** Return a titled list of keys. */
const list = (title, rows) => el("section", {}, el("h3", {}, title), el("dl", { class: "keys" }, ...rows));

/** Show the help. */
export function open() {
  const groups = [...new Set(COMMANDS.map((one) => one.group))];
  const lists = groups.map((group) =>
    list(group, COMMANDS.filter((one) => one.group === group).map((one) => row(one.keys, one.says, one.about, " or "))));
  const writing = list("While writing", WRITING.map((one) => row(one.keys, one.says, one.about, " + ")));
  fill(byId("help-lists"), ...lists, writing);
  byId("single-keys").checked = isOn("keys");
  byId("help").showModal();
}

/** Make the switch of the help keep what it is set to. */
export function build() {
  byId("single-keys").addEventListener("change", () => keep("keys", byId("single-keys").checked));
}
