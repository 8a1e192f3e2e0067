// @ts-check
/** The tools beside the paper: pen or eraser, how wide the pen is, and the keys that press their buttons. */
import { element } from "./elements.js";
import { penWidthName } from "./words.js";

/** The pen's widths in units of the paper's side. */
const widths = [0.03, 0.05, 0.075];

/**
 * The button of each letter. Letters mean their tool only while the paper has the focus, so that they are in nobody's
 * way elsewhere (WCAG 2.2, 2.1.4).
 * @type {Record<string, string>}
 */
const letters = {
  p: "pen", e: "eraser", w: "width", n: "several", o: "open", c: "camera", s: "samples",
};

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

/** @param {HTMLElement} pad */
export function listenForShortcuts(pad) {
  addEventListener("keydown", (event) => {
    if (event.target instanceof HTMLElement && event.target.closest("dialog, [popover], input, pre") !== null) return;
    const id = event.ctrlKey || event.metaKey ? command(event)
      : event.key === "Escape" || event.key === "Delete" ? "clear"
      : document.activeElement === pad && !event.altKey ? letters[event.key.toLowerCase()]
      : undefined;
    if (id === undefined) return;
    event.preventDefault();
    element(id, HTMLButtonElement).click();
  });
}

/**
 * @param {KeyboardEvent} event
 * @returns {string | undefined}
 */
function command({ key, shiftKey }) {
  switch (key.toLowerCase()) {
    case "z": return shiftKey ? "redo" : "undo";
    case "y": return "redo";
    default: return undefined;
  }
}
