// @ts-check
/**
 * The sheet as the picture that is sent.
 *
 * @typedef {import("./drawing.js").Sheet} Sheet
 * @typedef {import("./drawing.js").Stroke} Stroke
 * @typedef {import("./geometry.js").Box} Box
 *
 * @typedef {object} Picture
 * @property {string} url a PNG as a `data:` URL
 * @property {number} left where on the paper its corner lies, in units of the paper's side
 * @property {number} top likewise
 * @property {number} scale how large one of its pixels is there
 */
import { extent } from "./geometry.js";
import { contextOf, drawInk } from "./ink.js";

/**
 * The side of the picture sent and, in its middle, the longest side of the ink, in pixels.
 *
 * The model sees the ink 20 pixels large, so four times that is enough, however small it was drawn. Of 3,500 pen
 * strokes as many are read as from the whole square at 280 pixels (97.0 to 97.5 %), and of tiny ones too, which the
 * whole square at 112 pixels loses; Chromium's PNG is 3 KB instead of 8.
 */
const digitPicture = { side: 120, ink: 80 };

/** The same for several digits in a row, which share the width. */
const rowPicture = { side: 480, ink: 440 };

/** Renders sheets to PNG, one canvas for all of them. */
export class PictureMaker {
  #canvas = document.createElement("canvas");
  #context = contextOf(this.#canvas, { alpha: false, willReadFrequently: true });

  /**
   * @param {Sheet} sheet not empty
   * @param {boolean} isRow whether to leave room for several digits
   * @returns {Promise<Picture>}
   */
  async picture({ strokes, photo }, isRow) {
    if (photo === null) return this.#inked(strokes, isRow ? rowPicture : digitPicture);
    const { width, height } = photo.canvas;
    const scale = 1 / Math.max(width, height);
    return { url: photo.url, left: (1 - width * scale) / 2, top: (1 - height * scale) / 2, scale };
  }

  /**
   * The ink, black in the middle of a white square.
   * @param {readonly Stroke[]} strokes
   * @param {{side: number, ink: number}} size pixels
   * @returns {Promise<Picture>}
   */
  async #inked(strokes, { side, ink }) {
    const box = extent(strokes);
    const longest = Math.max(box.right - box.left, box.bottom - box.top, 0.02);
    const scale = ink / longest;
    const left = (box.left + box.right) / 2 - side / 2 / scale;
    const top = (box.top + box.bottom) / 2 - side / 2 / scale;
    this.#canvas.width = side;
    this.#canvas.height = side;
    const context = this.#context;
    context.fillStyle = "white";
    context.fillRect(0, 0, side, side);
    context.translate(-left * scale, -top * scale);
    context.beginPath();
    context.rect(0, 0, scale, scale);
    context.clip();
    drawInk(context, strokes, scale, "black");
    return { url: await dataURL(this.#canvas), left, top, scale: 1 / scale };
  }
}

/**
 * The canvas as a PNG in a `data:` URL.
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<string>}
 */
export function dataURL(canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) return reject(new Error("The canvas could not be encoded as PNG."));
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(blob);
    }, "image/png");
  });
}
