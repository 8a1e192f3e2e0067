// @ts-check
/**
 * Where ink is: pure functions of strokes, in units of the square's side.
 *
 * @typedef {import("./drawing.js").Stroke} Stroke
 * @typedef {{x: number, y: number}} Place
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 */

/** How far from its own edge the eraser takes ink away. */
const eraserReach = 0.015;

/** Digits that stand side by side have at least this much white between them, in units of the tallest. */
const leastGap = 0.08;
/** And each is at least this high, in units of the tallest: a dot, or the cap of a 5, is no digit of its own. */
const leastHeight = 0.55;

/**
 * The ink's box, with the pen's width; what leaves the square does not count.
 * @param {readonly Stroke[]} strokes not empty
 * @returns {Box}
 */
export function extent(strokes) {
  const box = strokes.map(reach).reduce(union);
  return {
    left: Math.max(box.left, 0), top: Math.max(box.top, 0),
    right: Math.min(box.right, 1), bottom: Math.min(box.bottom, 1),
  };
}

/**
 * Whether several digits seem to stand side by side.
 * @param {readonly Stroke[]} strokes
 */
export function standApart(strokes) {
  const boxes = strokes.map(reach).sort((one, other) => one.left - other.left);
  const tallest = Math.max(...boxes.map(height), 0);
  /** @type {Box[]} */
  const groups = [];
  for (const box of boxes) {
    const last = groups.at(-1);
    if (last === undefined || box.left - last.right > leastGap * tallest) groups.push(box);
    else groups[groups.length - 1] = union(last, box);
  }
  const highest = Math.max(...groups.map(height), 0);
  return groups.filter((group) => height(group) >= leastHeight * highest).length > 1;
}

/**
 * Whether an eraser at a place touches the stroke.
 * @param {Stroke} stroke
 * @param {Place} place
 */
export function isTouched({ points, width }, place) {
  const reach = width / 2 + eraserReach;
  return points.some((point, index) => distance(place, points[Math.max(index - 1, 0)], point) <= reach);
}

/**
 * From a place to the line between two others.
 * @param {Place} place
 * @param {Place} start
 * @param {Place} end
 */
function distance(place, start, end) {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((place.x - start.x) * dx + (place.y - start.y) * dy) / length;
  const share = Math.min(Math.max(along, 0), 1);
  return Math.hypot(place.x - start.x - share * dx, place.y - start.y - share * dy);
}

/**
 * @param {Stroke} stroke
 * @returns {Box}
 */
function reach({ points, width }) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x - width / 2);
    box.top = Math.min(box.top, y - width / 2);
    box.right = Math.max(box.right, x + width / 2);
    box.bottom = Math.max(box.bottom, y + width / 2);
  }
  return box;
}

/**
 * @param {Box} one
 * @param {Box} other
 * @returns {Box}
 */
function union(one, other) {
  return {
    left: Math.min(one.left, other.left), top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right), bottom: Math.max(one.bottom, other.bottom),
  };
}

/** @param {Box} box */
const height = ({ top, bottom }) => bottom - top;
