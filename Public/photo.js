// @ts-check
/**
 * A picture from outside, ready to show and to send.
 *
 * @typedef {object} Photo
 * @property {HTMLCanvasElement} canvas its pixels, on white
 * @property {string} url the same as PNG in a `data:` URL
 */
import { contextOf } from "./ink.js";
import { dataURL } from "./picture.js";

/** The longest side that is sent, in pixels: digits on a page of squared paper are still 30 of them high. */
const longestSide = 1200;
/** A photo is never shrunk below this to make it fit into a request. */
const shortestSide = 150;

/**
 * Decodes a picture of any type that the browser knows, upright, and shrinks it until its PNG fits into a request.
 * @param {Blob} file
 * @param {number} limit how large a request's body may be, in bytes
 * @returns {Promise<Photo | null>} `null` where it is no picture
 */
export async function photoOf(file, limit) {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return null;
  try {
    for (let side = longestSide; ; side /= 1.4) {
      const photo = await shrunk(bitmap, bitmap.width, bitmap.height, side);
      if (photo.url.length + 100 < limit || side < shortestSide) return photo;
    }
  } finally {
    bitmap.close();
  }
}

/**
 * @param {CanvasImageSource} source
 * @param {number} width pixels
 * @param {number} height pixels
 * @param {number} side the longest that the result may have
 * @returns {Promise<Photo>}
 */
async function shrunk(source, width, height, side) {
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = contextOf(canvas, { alpha: false });
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return { canvas, url: await dataURL(canvas) };
}
