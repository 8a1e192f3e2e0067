// @ts-check
/** Finding, making and naming the page's elements. */
import { words } from "./words.js";

/**
 * The element with this id, which the page must have.
 * @template {Element} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no #${id}.`);
  return found;
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {string} [text]
 */
export function made(tag, className, text = "") {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

/** Writes the fixed words into the elements that name them; a button without text shows its name to a mouse. */
export function fillWords() {
  const fixed = /** @type {Record<string, string>} */ (words);
  for (const node of document.querySelectorAll("[data-word], [data-label], [data-alt]")) {
    const { word, label, alt } = /** @type {HTMLElement} */ (node).dataset;
    if (word !== undefined) node.textContent = fixed[word];
    if (label !== undefined) node.ariaLabel = fixed[label];
    if (label !== undefined && node instanceof HTMLButtonElement) node.title = fixed[label];
    if (alt !== undefined && node instanceof HTMLImageElement) node.alt = fixed[alt];
  }
}
