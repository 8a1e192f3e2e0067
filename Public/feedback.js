// @ts-check
/** "It was a ...": sends a correction, where the server keeps them. */
import { element, made } from "./elements.js";
import { correct } from "./server.js";
import { verdictOn } from "./verdict.js";
import { words } from "./words.js";

export class Feedback {
  #open = element("wrong", HTMLButtonElement);
  #menu = element("corrections", HTMLElement);
  #thanks = element("thanks", HTMLElement);
  /** @type {{image: string, digit: number} | null} */
  #subject = null;

  constructor() {
    for (const label of [...Array(10).keys(), null]) {
      const button = made("button", "choice", label === null ? words.noDigit : String(label));
      button.setAttribute("type", "button");
      button.addEventListener("click", () => this.#send(label));
      this.#menu.append(button);
    }
  }

  /**
   * @param {{image: string, digit: number} | null} subject the picture and the answer to correct; `null` for none
   */
  show(subject) {
    if (subject?.image !== this.#subject?.image) this.#thanks.textContent = "";
    this.#subject = subject;
    this.#open.hidden = subject === null || this.#thanks.textContent !== "";
    if (subject === null) this.#menu.hidePopover();
  }

  /** @param {number | null} label */
  async #send(label) {
    const subject = this.#subject;
    this.#menu.hidePopover();
    if (subject === null) return;
    const trouble = await correct(subject.image, label, subject.digit);
    if (this.#subject !== subject) return; // Thanks for a drawing that is gone would puzzle.
    this.#thanks.textContent = trouble === null ? words.thanks : verdictOn(trouble).spoken;
    this.#open.hidden = trouble === null;
  }
}
