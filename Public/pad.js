// @ts-check
/**
 * The drawing surface: pointers in, ink into the drawing and onto the screen.
 *
 * @typedef {import("./drawing.js").Drawing} Drawing
 * @typedef {import("./drawing.js").Point} Point
 * @typedef {import("./tools.js").Tools} Tools
 */
import { contextOf, drawInk } from "./ink.js";

/** The eraser end of a pen, in `buttons` of Pointer Events. */
const eraserButton = 32;

export class Pad {
  #canvas;
  #context;
  #drawing;
  #tools;
  #changed;
  /**
   * The pointer that is drawing; others are ignored until it lifts.
   * @type {number | null}
   */
  #pointer = null;
  #isErasing = false;
  #isFrameAsked = false;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Drawing} drawing
   * @param {Tools} tools what a pointer does
   * @param {(change: "added" | "removed" | "lifted") => void} changed called after each change by a pointer
   */
  constructor(canvas, drawing, tools, changed) {
    this.#canvas = canvas;
    this.#context = contextOf(canvas);
    this.#drawing = drawing;
    this.#tools = tools;
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
    const { width: side } = this.#canvas;
    const { strokes, photo } = this.#drawing.sheet;
    this.#context.clearRect(0, 0, side, side);
    if (photo !== null) {
      const scale = side / Math.max(photo.canvas.width, photo.canvas.height);
      const [width, height] = [photo.canvas.width * scale, photo.canvas.height * scale];
      this.#context.drawImage(photo.canvas, (side - width) / 2, (side - height) / 2, width, height);
    }
    drawInk(this.#context, strokes, side, getComputedStyle(this.#canvas).color);
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
    const hasEraser = (event.buttons & eraserButton) !== 0;
    if (this.#pointer !== null || (event.button !== 0 && !hasEraser)) return;
    this.#pointer = event.pointerId;
    this.#canvas.setPointerCapture(event.pointerId);
    this.#isErasing = hasEraser || this.#tools.isErasing;
    if (this.#isErasing) return this.#erase([event]);
    this.#drawing.begin(this.#point(event), this.#tools.penWidth);
    this.#inked("added");
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (event.pointerId !== this.#pointer) return;
    const coalesced = event.getCoalescedEvents?.() ?? [];
    this.#follow(coalesced.length > 0 ? coalesced : [event]);
  }

  /** @param {PointerEvent} event */
  #up(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    this.#follow([event]);
    this.#drawing.finish();
    this.#changed("lifted");
  }

  /**
   * The system took the pointer away (a palm, a gesture): its stroke was not meant.
   * @param {PointerEvent} event
   */
  #cancel(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    this.#drawing.abandon();
    this.#drawing.finish();
    this.#inked("removed");
  }

  /** @param {PointerEvent[]} events */
  #follow(events) {
    if (this.#isErasing) return this.#erase(events);
    let hasMoved = false;
    for (const event of events) hasMoved = this.#drawing.extend(this.#point(event)) || hasMoved;
    if (hasMoved) this.#inked("added");
  }

  /** @param {PointerEvent[]} events */
  #erase(events) {
    let hasErased = false;
    for (const event of events) hasErased = this.#drawing.erase(this.#point(event)) || hasErased;
    if (hasErased) this.#inked("removed");
  }

  /** @param {"added" | "removed"} change */
  #inked(change) {
    this.redraw();
    this.#changed(change);
  }

  /**
   * Only pens feel pressure; an event of lifting has none.
   * @param {PointerEvent} event
   * @returns {Point}
   */
  #point(event) {
    const box = this.#canvas.getBoundingClientRect();
    const isFelt = event.pointerType === "pen" && event.pressure > 0;
    return {
      x: (event.clientX - box.left) / box.width,
      y: (event.clientY - box.top) / box.height,
      pressure: isFelt ? event.pressure : 0.5,
    };
  }
}
