// @ts-check
/**
 * Strokes to pixels: a pure function of the points, for the screen and for the picture sent.
 *
 * @typedef {import("./drawing.js").Stroke} Stroke
 */

/** The pen's width in units of the square's side. */
const penWidth = 0.05;

/**
 * The side of the picture sent and, in its middle, the longest side of the ink, in pixels.
 *
 * The model sees the ink 20 pixels large, so four times that is enough, however small it was drawn. Of 3,500 pen
 * strokes as many are read as from the whole square at 280 pixels (97.0 to 97.5 %), and of tiny ones too, which the
 * whole square at 112 pixels loses; Chromium's PNG is 3 KB instead of 8.
 */
const pictureSide = 120;
const inkSide = 80;

/**
 * Draws strokes on a square of `side` pixels at the context's origin.
 * @param {CanvasRenderingContext2D} context
 * @param {readonly Stroke[]} strokes
 * @param {number} side pixels
 * @param {string} color any CSS colour
 */
export function drawInk(context, strokes, side, color) {
  context.save();
  context.scale(side, side);
  context.lineWidth = penWidth;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = color;
  for (const stroke of strokes) context.stroke(path(stroke));
  context.restore();
}

/**
 * A smooth line: quadratic curves from midpoint to midpoint, each bent towards the point between.
 * A tap is a circle too small to see, which the pen's width makes a dot.
 * @param {Stroke} stroke
 */
function path(stroke) {
  const line = new Path2D();
  const [first] = stroke;
  if (stroke.length === 1) {
    line.arc(first.x, first.y, penWidth / 100, 0, 2 * Math.PI);
    return line;
  }
  line.moveTo(first.x, first.y);
  for (let index = 1; index < stroke.length - 1; index += 1) {
    const bend = stroke[index];
    const next = stroke[index + 1];
    line.quadraticCurveTo(bend.x, bend.y, (bend.x + next.x) / 2, (bend.y + next.y) / 2);
  }
  const last = stroke[stroke.length - 1];
  line.lineTo(last.x, last.y);
  return line;
}

/**
 * The middle and the longest side of the ink that shows, in units of the square: what leaves the square does not.
 * @param {readonly Stroke[]} strokes
 */
function extent(strokes) {
  const reach = penWidth / 2;
  let [left, top, right, bottom] = [1, 1, 0, 0];
  for (const { x, y } of strokes.flat()) {
    left = Math.min(left, x - reach);
    top = Math.min(top, y - reach);
    right = Math.max(right, x + reach);
    bottom = Math.max(bottom, y + reach);
  }
  left = Math.max(left, 0);
  top = Math.max(top, 0);
  right = Math.min(right, 1);
  bottom = Math.min(bottom, 1);
  const side = Math.max(right - left, bottom - top, penWidth);
  return { x: (left + right) / 2, y: (top + bottom) / 2, side };
}

/** Renders strokes, black on white and as large as the picture has room for, to the picture that is sent. */
export class PictureMaker {
  #canvas = document.createElement("canvas");
  #context;

  constructor() {
    this.#canvas.width = pictureSide;
    this.#canvas.height = pictureSide;
    this.#context = contextOf(this.#canvas, { alpha: false, willReadFrequently: true });
  }

  /**
   * @param {readonly Stroke[]} strokes
   * @returns {Promise<string>} a PNG as a `data:` URL
   */
  async picture(strokes) {
    const context = this.#context;
    context.fillStyle = "white";
    context.fillRect(0, 0, pictureSide, pictureSide);
    const { x, y, side } = extent(strokes);
    const scale = inkSide / side;
    context.save();
    context.translate(pictureSide / 2 - x * scale, pictureSide / 2 - y * scale);
    context.beginPath();
    context.rect(0, 0, scale, scale);
    context.clip();
    drawInk(context, strokes, scale, "black");
    context.restore();
    return dataURL(await pngBlob(this.#canvas));
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2DSettings} [settings]
 */
export function contextOf(canvas, settings) {
  const context = canvas.getContext("2d", settings);
  if (context === null) throw new Error("This browser gives no 2D canvas.");
  return context;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>}
 */
function pngBlob(canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error("The canvas could not be encoded as PNG."));
      else resolve(blob);
    }, "image/png");
  });
}

/**
 * @param {Blob} blob
 * @returns {Promise<string>}
 */
function dataURL(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
