// @ts-check
/**
 * What lies on the paper, apart from any screen: ink or a photo, with its history.
 *
 * @typedef {object} Point
 * @property {number} x in units of the square's side: 0 to 1 inside it
 * @property {number} y likewise, pointing down
 * @property {number} pressure 0 to 1; 0.5 where the device feels none
 *
 * @typedef {object} Stroke from pen down to pen up
 * @property {readonly Point[]} points never empty
 * @property {number} width the pen's, in units of the square's side, at a pressure of 0.5
 *
 * @typedef {import("./photo.js").Photo} Photo
 *
 * @typedef {object} Sheet never has both
 * @property {readonly Stroke[]} strokes
 * @property {Photo | null} photo
 */
import { isTouched } from "./geometry.js";

/** How many steps back `undo` reaches; it bounds the memory of a long session. */
const maximumHistory = 100;

/** @type {Sheet} */
const blank = { strokes: [], photo: null };

/** A sheet with undo and redo. Clearing, erasing and photos are steps like any stroke. */
export class Drawing {
  /** @type {Sheet} */
  #finished = blank;
  /** @type {Sheet[]} */
  #past = [];
  /** @type {Sheet[]} */
  #future = [];
  /** @type {{points: Point[], width: number} | null} */
  #current = null;
  /** Whether the eraser's way since it touched has taken ink: all of it is one step. */
  #hasErased = false;

  /**
   * The sheet, the stroke being drawn included. Ink takes the place of a photo.
   * @returns {Sheet}
   */
  get sheet() {
    if (this.#current === null) return this.#finished;
    return { strokes: [...this.#finished.strokes, this.#current], photo: null };
  }

  get isEmpty() {
    return this.#current === null && this.#finished.strokes.length === 0 && this.#finished.photo === null;
  }

  get canUndo() {
    return this.#past.length > 0 || this.#current !== null;
  }

  get canRedo() {
    return this.#future.length > 0 && this.#current === null;
  }

  /**
   * Puts the pen down.
   * @param {Point} point
   * @param {number} width
   */
  begin(point, width) {
    this.finish();
    this.#current = { points: [point], width };
  }

  /**
   * Moves the pen; ignored while it is up.
   * @param {Point} point
   * @returns {boolean} whether the point is a new one
   */
  extend(point) {
    const last = this.#current?.points.at(-1);
    if (last === undefined || (last.x === point.x && last.y === point.y)) return false;
    this.#current?.points.push(point);
    return true;
  }

  /** Lifts the pen, or the eraser. */
  finish() {
    this.#hasErased = false;
    if (this.#current === null) return;
    const stroke = this.#current;
    this.#current = null;
    this.#replace({ strokes: [...this.#finished.strokes, stroke], photo: null });
  }

  /** Drops the stroke being drawn, as if the pen had never touched. */
  abandon() {
    this.#current = null;
  }

  /**
   * Takes away every stroke under the eraser.
   * @param {Point} point
   * @returns {boolean} whether there was one
   */
  erase(point) {
    const left = this.#finished.strokes.filter((stroke) => !isTouched(stroke, point));
    if (left.length === this.#finished.strokes.length) return false;
    if (this.#hasErased) this.#finished = { strokes: left, photo: null };
    else this.#replace({ strokes: left, photo: null });
    this.#hasErased = true;
    return true;
  }

  /** Takes back the stroke being drawn, or else the latest step. */
  undo() {
    if (this.#current !== null) return this.abandon();
    const sheet = this.#past.pop();
    if (sheet === undefined) return;
    this.#future.push(this.#finished);
    this.#finished = sheet;
  }

  redo() {
    const sheet = this.canRedo ? this.#future.pop() : undefined;
    if (sheet === undefined) return;
    this.#past.push(this.#finished);
    this.#finished = sheet;
  }

  clear() {
    this.#current = null;
    if (!this.isEmpty) this.#replace(blank);
  }

  /**
   * Puts something else in the place of everything.
   * @param {Partial<Sheet>} content
   */
  put(content) {
    this.#current = null;
    this.#replace({ ...blank, ...content });
  }

  /** @param {Sheet} sheet */
  #replace(sheet) {
    this.#past.push(this.#finished);
    if (this.#past.length > maximumHistory) this.#past.shift();
    this.#future = [];
    this.#finished = sheet;
  }
}
