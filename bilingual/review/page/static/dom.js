/** Elements, built without markup: a text is always a text node. */

/**
 * Return an element with attributes and children; `false`, `null` and `undefined` among either are left out.
 * @param {string} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/**
 * Return the element of the page with this id.
 * @param {string} id
 * @returns {any}
 */
export const byId = (id) => document.getElementById(id);

/**
 * Put these children in the place of those an element has.
 * @param {Element} parent
 * @param {...(Node | string | null | undefined | false)} children
 */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== false));
}

/** Return a text that only a screen reader says. */
export const unseen = (text) => el("span", { class: "unseen" }, text);

/** Return a key as it is printed in the help. */
export const kbd = (key) => el("kbd", {}, key);

/** Return a key as it is printed on a button, whose name it is no part of: `aria-keyshortcuts` tells it. */
export const keycap = (key) => el("kbd", { "aria-hidden": "true" }, key);
