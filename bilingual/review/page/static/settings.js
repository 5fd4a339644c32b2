/** What a person chose once and finds again: kept by the browser, and not missed where it keeps nothing. */

/** Return whether a setting is on. */
export function isOn(name) {
  try {
    return localStorage.getItem(`bilingual.${name}`) !== "off";
  } catch {
    return true;
  }
}

/** Keep a setting. */
export function keep(name, on) {
  try {
    localStorage.setItem(`bilingual.${name}`, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing shows the page all the same.
  }
}
