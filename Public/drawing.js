// @ts-check
/**
 * The drawing as points, apart from any screen.
 *
 * @typedef {{x: number, y: number}} Point In units of the square's side: 0 to 1 inside it, y pointing down.
 * @typedef {readonly Point[]} Stroke From pen down to pen up; never empty.
 */

/** How many steps back `undo` reaches; it bounds the memory of a long session. */
const maximumHistory = 100;

/** Strokes with undo. Clearing is a step like any other, so that it too can be undone. */
export class Drawing {
  /** @type {readonly Stroke[]} */
  #finished = [];
  /** @type {(readonly Stroke[])[]} */
  #past = [];
  /** @type {Point[] | null} */
  #current = null;

  /**
   * Every stroke, the one being drawn included.
   * @returns {readonly Stroke[]}
   */
  get strokes() {
    return this.#current === null ? this.#finished : [...this.#finished, this.#current];
  }

  get isEmpty() {
    return this.#finished.length === 0 && this.#current === null;
  }

  get canUndo() {
    return this.#past.length > 0 || this.#current !== null;
  }

  /**
   * Puts the pen down.
   * @param {Point} point
   */
  begin(point) {
    this.finish();
    this.#current = [point];
  }

  /**
   * Moves the pen; ignored while it is up.
   * @param {Point} point
   * @returns {boolean} whether the point is a new one
   */
  extend(point) {
    const last = this.#current?.at(-1);
    if (last === undefined || (last.x === point.x && last.y === point.y)) return false;
    this.#current?.push(point);
    return true;
  }

  /** Lifts the pen. */
  finish() {
    if (this.#current === null) return;
    const stroke = this.#current;
    this.#current = null;
    this.#replace([...this.#finished, stroke]);
  }

  /** Drops the stroke being drawn, as if the pen had never touched. */
  abandon() {
    this.#current = null;
  }

  /** Takes back the stroke being drawn, or else the latest step. */
  undo() {
    if (this.#current !== null) this.abandon();
    else this.#finished = this.#past.pop() ?? this.#finished;
  }

  clear() {
    this.#current = null;
    if (this.#finished.length > 0) this.#replace([]);
  }

  /** @param {readonly Stroke[]} strokes */
  #replace(strokes) {
    this.#past.push(this.#finished);
    if (this.#past.length > maximumHistory) this.#past.shift();
    this.#finished = strokes;
  }
}
