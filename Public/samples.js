// @ts-check
/**
 * Drawings for those who will not draw: ten digits, a number, and something that is no digit.
 *
 * @typedef {import("./drawing.js").Stroke} Stroke
 */
import { element, made } from "./elements.js";
import { contextOf, drawInk } from "./ink.js";
import { sampleName, words } from "./words.js";

/** A sample button's picture, in pixels. */
const side = 96;

/** The digits on a grid of 100 by 100, as a hand goes: points of a stroke by spaces, strokes by semicolons. */
const digits = [
  "57,20 44,19 35,35 33,54 38,73 50,82 62,76 67,58 66,36 57,20",
  "37,36 45,29 52,19 52,19 52,50 52,82",
  "34,37 36,24 48,18 62,22 66,34 60,48 46,64 32,80 32,80 50,79 69,79",
  "34,25 48,18 62,22 64,34 56,45 45,48 45,48 60,51 67,63 62,77 48,82 33,75",
  "55,18 46,38 32,60 32,60 50,60 71,59; 58,40 57,60 56,83",
  "65,20 50,20 39,21 39,21 37,36 35,48 35,48 48,42 62,48 67,62 60,77 47,82 33,76",
  "61,18 46,30 36,50 34,66 41,80 54,82 65,73 64,59 53,52 42,57 35,68",
  "32,22 50,22 68,21 68,21 59,42 50,62 45,83",
  "61,29 51,18 38,25 39,38 52,48 65,59 65,74 52,83 37,76 36,62 49,50 61,40 62,27",
  "65,33 57,21 43,20 34,31 37,45 50,50 61,43 66,30 66,30 65,50 61,68 56,83",
];
const star = "50,17 71,82 71,82 16,42 16,42 84,42 84,42 29,82 29,82 50,17";

/** @type {{name: string, strokes: Stroke[]}[]} */
const samples = [
  ...digits.map((text, digit) => ({ name: String(digit), strokes: strokesOf(text) })),
  { name: "2026", strokes: row([2, 0, 2, 6]) },
  { name: words.sampleStar, strokes: strokesOf(star) },
];

/** The menu of samples. */
export class SampleMenu {
  #menu = element("sampleMenu", HTMLElement);
  #take;

  /** @param {(strokes: Stroke[]) => void} take takes the sample chosen */
  constructor(take) {
    this.#take = take;
  }

  open() {
    this.#menu.replaceChildren(...samples.map((sample) => this.#button(sample)));
    this.#menu.showPopover();
    /** @type {HTMLElement | null} */ (this.#menu.firstElementChild)?.focus();
  }

  /** @param {{name: string, strokes: Stroke[]}} sample */
  #button({ name, strokes }) {
    const button = made("button", "sample");
    const canvas = document.createElement("canvas");
    canvas.width = side;
    canvas.height = side;
    drawInk(contextOf(canvas), strokes, side, getComputedStyle(this.#menu).color);
    button.setAttribute("type", "button");
    button.ariaLabel = sampleName(name);
    button.append(canvas);
    button.addEventListener("click", () => {
      this.#menu.hidePopover();
      this.#take(strokes);
    });
    return button;
  }
}

/**
 * @param {string} text
 * @param {(x: number, y: number) => [number, number]} [place]
 * @param {number} [width]
 * @returns {Stroke[]}
 */
function strokesOf(text, place = (x, y) => [x, y], width = 0.055) {
  return text.split("; ").map((stroke) => ({
    width,
    points: stroke.split(" ").map((pair) => {
      const [x, y] = place(...numbers(pair));
      return { x: x / 100, y: y / 100, pressure: 0.5 };
    }),
  }));
}

/**
 * @param {string} pair
 * @returns {[number, number]}
 */
function numbers(pair) {
  const [x, y] = pair.split(",").map(Number);
  return [x, y];
}

/**
 * Small digits in a row.
 * @param {number[]} row
 * @returns {Stroke[]}
 */
function row(row) {
  return row.flatMap((digit, index) =>
    strokesOf(digits[digit], (x, y) => [0.42 * x - 6 + 23 * index, 0.42 * y + 29], 0.03));
}
