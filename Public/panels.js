// @ts-check
/** Panels below the page that buttons open, one at a time. */
import { element } from "./elements.js";

export class Panels {
  #opened;
  /** @type {HTMLButtonElement[]} */
  #buttons = [...document.querySelectorAll("button")].filter((button) => button.hasAttribute("aria-controls"));

  /** @param {(id: string) => void} opened takes each panel that opens */
  constructor(opened) {
    this.#opened = opened;
    for (const button of this.#buttons) button.addEventListener("click", () => this.#toggle(button));
  }

  /** @param {string} id */
  isOpen(id) {
    return !element(id, HTMLElement).hidden;
  }

  /** @param {HTMLButtonElement} chosen */
  #toggle(chosen) {
    for (const button of this.#buttons) {
      const panel = element(button.getAttribute("aria-controls") ?? "", HTMLElement);
      const isOpen = button === chosen && panel.hidden;
      panel.hidden = !isOpen;
      button.ariaExpanded = String(isOpen);
      if (!isOpen) continue;
      this.#opened(panel.id);
      panel.scrollIntoView({ block: "nearest" });
    }
  }
}
