// @ts-check
/**
 * Drawing without a pointer: arrow keys move a cross over the paper, the space bar sets the pen down and lifts it.
 *
 * @typedef {import("./drawing.js").Drawing} Drawing
 * @typedef {import("./marks.js").Marks} Marks
 * @typedef {import("./tools.js").Tools} Tools
 */
import { element } from "./elements.js";
import { words } from "./words.js";

/** How far one press of an arrow key goes, in units of the paper's side; with Shift a third of that. */
const stride = 0.03;

/** @type {Record<string, [number, number]>} */
const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class KeyboardPen {
  #drawing;
  #tools;
  #marks;
  #changed;
  /** Speaks to those who cannot see the cross; apart from the answer, which it would cut short. */
  #spoken = element("penSpoken", HTMLElement);
  #place = { x: 0.5, y: 0.5, pressure: 0.5 };
  #isDown = false;
  /**
   * The arrow keys held: two of them go slantwise.
   * @type {Set<string>}
   */
  #held = new Set();

  /**
   * @param {HTMLElement} pad has the focus while the keys draw
   * @param {Drawing} drawing
   * @param {Tools} tools
   * @param {Marks} marks shows the cross
   * @param {(change: "added" | "removed" | "lifted") => void} changed called after each change by a key
   */
  constructor(pad, drawing, tools, marks, changed) {
    this.#drawing = drawing;
    this.#tools = tools;
    this.#marks = marks;
    this.#changed = changed;
    pad.addEventListener("keydown", (event) => this.#press(event));
    pad.addEventListener("keyup", ({ key }) => this.#held.delete(key));
    pad.addEventListener("blur", () => this.#leave());
    // Before the pad hears of it: lifting this pen must not lift that one.
    pad.addEventListener("pointerdown", () => this.#leave(), { capture: true });
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in directions) this.#move(event.key, event.shiftKey);
    else if (event.key === " " && !event.repeat) this.#toggle();
    else return;
    event.preventDefault();
    this.#marks.showCursor(this.#place, this.#isDown);
  }

  /**
   * @param {string} key
   * @param {boolean} isFine
   */
  #move(key, isFine) {
    this.#held.add(key);
    const step = isFine ? stride / 3 : stride;
    const sum = [...this.#held].map((held) => directions[held]);
    const along = (/** @type {0 | 1} */ axis) => step * sum.reduce((total, way) => total + way[axis], 0);
    this.#place = {
      x: Math.min(Math.max(this.#place.x + along(0), 0), 1),
      y: Math.min(Math.max(this.#place.y + along(1), 0), 1),
      pressure: 0.5,
    };
    if (!this.#isDown) return;
    if (this.#tools.isErasing) this.#erase();
    else if (this.#drawing.extend(this.#place)) this.#changed("added");
  }

  #toggle() {
    if (this.#isDown) return this.#lift();
    this.#isDown = true;
    this.#spoken.textContent = words.penDown;
    if (this.#tools.isErasing) return this.#erase();
    this.#drawing.begin(this.#place, this.#tools.penWidth);
    this.#changed("added");
  }

  #erase() {
    if (this.#drawing.erase(this.#place)) this.#changed("removed");
  }

  #lift() {
    this.#isDown = false;
    this.#spoken.textContent = words.penUp;
    this.#drawing.finish();
    this.#changed("lifted");
  }

  #leave() {
    this.#held.clear();
    if (this.#isDown) this.#lift();
    this.#marks.hideCursor();
  }
}
