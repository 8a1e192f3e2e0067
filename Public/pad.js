// @ts-check
/**
 * The drawing surface: pointers in, strokes into the drawing, ink on the screen.
 *
 * @typedef {import("./drawing.js").Drawing} Drawing
 * @typedef {import("./drawing.js").Point} Point
 */
import { contextOf, drawInk } from "./ink.js";

export class Pad {
  #canvas;
  #context;
  #drawing;
  #changed;
  /**
   * The pointer that is drawing; others are ignored until it lifts.
   * @type {number | null}
   */
  #pointer = null;
  #isFrameAsked = false;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Drawing} drawing
   * @param {(change: "added" | "removed") => void} changed called after each change by a pointer
   */
  constructor(canvas, drawing, changed) {
    this.#canvas = canvas;
    this.#context = contextOf(canvas);
    this.#drawing = drawing;
    this.#changed = changed;
    canvas.addEventListener("pointerdown", (event) => this.#down(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    canvas.addEventListener("pointerup", (event) => this.#up(event));
    canvas.addEventListener("pointercancel", (event) => this.#cancel(event));
    canvas.addEventListener("contextmenu", (event) => event.preventDefault());
    new ResizeObserver(() => this.#fit()).observe(canvas);
    addEventListener("resize", () => this.#fit()); // A new density alone leaves the size as it was.
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
  }

  /** Draws everything anew at the next frame, however often it is asked before. */
  redraw() {
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    requestAnimationFrame(() => {
      this.#isFrameAsked = false;
      this.#paint();
    });
  }

  #paint() {
    const { width, height } = this.#canvas;
    this.#context.clearRect(0, 0, width, height);
    drawInk(this.#context, this.#drawing.strokes, width, getComputedStyle(this.#canvas).color);
  }

  /** Keeps one canvas pixel to one screen pixel, at every size, zoom and density. */
  #fit() {
    const side = Math.round(this.#canvas.clientWidth * devicePixelRatio);
    if (side === this.#canvas.width && side === this.#canvas.height) return;
    this.#canvas.width = side;
    this.#canvas.height = side;
    this.#paint();
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (this.#pointer !== null || event.button !== 0) return;
    event.preventDefault();
    this.#pointer = event.pointerId;
    this.#canvas.setPointerCapture(event.pointerId);
    this.#drawing.begin(this.#point(event));
    this.#inked("added");
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (event.pointerId !== this.#pointer) return;
    const coalesced = event.getCoalescedEvents?.() ?? [];
    this.#extend(coalesced.length > 0 ? coalesced : [event]);
  }

  /** @param {PointerEvent} event */
  #up(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    this.#extend([event]);
    this.#drawing.finish();
  }

  /**
   * The system took the pointer away (a palm, a gesture): its stroke was not meant.
   * @param {PointerEvent} event
   */
  #cancel(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    this.#drawing.abandon();
    this.#inked("removed");
  }

  /** @param {PointerEvent[]} events */
  #extend(events) {
    let hasMoved = false;
    for (const event of events) hasMoved = this.#drawing.extend(this.#point(event)) || hasMoved;
    if (hasMoved) this.#inked("added");
  }

  /** @param {"added" | "removed"} change */
  #inked(change) {
    this.redraw();
    this.#changed(change);
  }

  /**
   * @param {PointerEvent} event
   * @returns {Point}
   */
  #point(event) {
    const box = this.#canvas.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  }
}
