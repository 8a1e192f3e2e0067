// @ts-check
/**
 * Strokes to pixels: a pure function of the points, for the screen and for the picture sent.
 *
 * @typedef {import("./drawing.js").Point} Point
 * @typedef {import("./drawing.js").Stroke} Stroke
 */

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
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = color;
  for (const stroke of strokes) {
    if (isEven(stroke)) drawEven(context, stroke);
    else drawPressed(context, stroke);
  }
  context.restore();
}

/** @param {Stroke} stroke */
function isEven({ points }) {
  return points.every((point) => point.pressure === points[0].pressure);
}

/**
 * A smooth line: quadratic curves from midpoint to midpoint, each bent towards the point between.
 * A tap is a line too short to see, which its round ends make a dot.
 * @param {CanvasRenderingContext2D} context
 * @param {Stroke} stroke
 */
function drawEven(context, { points, width }) {
  const [first] = points;
  const last = points[points.length - 1];
  context.lineWidth = pressed(width, first);
  context.beginPath();
  context.moveTo(first.x, first.y);
  for (let index = 1; index < points.length - 1; index += 1) {
    const bend = points[index];
    const end = middle(bend, points[index + 1]);
    context.quadraticCurveTo(bend.x, bend.y, end.x, end.y);
  }
  context.lineTo(points.length === 1 ? last.x + width / 100 : last.x, last.y);
  context.stroke();
}

/**
 * The same curves, each as wide as the pen was pressed.
 * @param {CanvasRenderingContext2D} context
 * @param {Stroke} stroke
 */
function drawPressed(context, { points, width }) {
  let start = points[0];
  points.forEach((bend, index) => {
    const next = points[index + 1];
    const end = next === undefined ? bend : middle(bend, next);
    context.lineWidth = pressed(width, bend);
    context.beginPath();
    context.moveTo(start.x, start.y);
    context.quadraticCurveTo(bend.x, bend.y, end.x, end.y);
    context.stroke();
    start = end;
  });
}

/**
 * Between two fifths and eight fifths of the pen's width.
 * @param {number} width
 * @param {Point} point
 */
const pressed = (width, { pressure }) => width * (0.4 + 1.2 * pressure);

/**
 * @param {Point} one
 * @param {Point} other
 * @returns {Point}
 */
function middle(one, other) {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, pressure: (one.pressure + other.pressure) / 2 };
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
