// @ts-check
/** Pen or eraser, and how wide the pen is: the state of the tools beside the paper. */
import { element } from "./elements.js";
import { penWidthName } from "./words.js";

/** The pen's widths in units of the paper's side. */
const widths = [0.03, 0.05, 0.075];

export class Tools {
  #pen = element("pen", HTMLButtonElement);
  #eraser = element("eraser", HTMLButtonElement);
  #width = element("width", HTMLButtonElement);
  #pad = element("pad", HTMLCanvasElement);
  #chosen = 1;
  isErasing = false;

  constructor() {
    this.#pen.addEventListener("click", () => this.#take(false));
    this.#eraser.addEventListener("click", () => this.#take(true));
    this.#width.addEventListener("click", () => {
      this.#chosen = (this.#chosen + 1) % widths.length;
      this.#take(false);
    });
    this.#take(false);
  }

  get penWidth() {
    return widths[this.#chosen];
  }

  /** @param {boolean} isErasing */
  #take(isErasing) {
    this.isErasing = isErasing;
    this.#pen.ariaPressed = String(!isErasing);
    this.#eraser.ariaPressed = String(isErasing);
    this.#pad.dataset.tool = isErasing ? "eraser" : "pen";
    this.#width.dataset.width = String(this.#chosen);
    this.#width.ariaLabel = penWidthName(this.#chosen);
    this.#width.title = penWidthName(this.#chosen);
  }
}
