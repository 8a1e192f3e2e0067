// @ts-check
/**
 * What is drawn over the paper and is not ink: boxes about digits, and the cross that the keyboard moves.
 *
 * @typedef {object} Mark
 * @property {number} left in units of the paper's side, as are the others
 * @property {number} top
 * @property {number} width
 * @property {number} height
 * @property {string} text
 * @property {boolean} isDoubtful
 */

/** The drawing's own units to the paper's side. */
const units = 1000;

/**
 * Boxes about the digits read in a picture, where they lie on the paper.
 * @param {import("./outcome.js").DigitRead[]} digits
 * @param {import("./picture.js").Picture} picture
 * @returns {Mark[]}
 */
export function marksOf(digits, { left, top, scale }) {
  return digits.map(({ digit, accepted, box }) => ({
    left: left + box.x * scale,
    top: top + box.y * scale,
    width: box.width * scale,
    height: box.height * scale,
    text: String(digit),
    isDoubtful: !accepted,
  }));
}

export class Marks {
  #svg;
  #boxes = shape("g", { class: "boxes" });
  #cursor = shape("path", { class: "cursor", d: "M-36 0H-10M10 0H36M0 -36V-10M0 10V36" });

  /** @param {Element} svg */
  constructor(svg) {
    this.#svg = svg;
    svg.setAttribute("viewBox", `0 0 ${units} ${units}`);
    svg.append(this.#boxes);
  }

  /** @param {Mark[]} marks */
  show(marks) {
    this.#boxes.replaceChildren(...marks.map(({ left, top, width, height, text, isDoubtful }) => {
      const [x, y] = [left * units, top * units];
      const label = shape("text", { x, y: y < 60 ? y + height * units + 40 : y - 14 });
      label.textContent = text;
      const group = shape("g", { class: isDoubtful ? "doubtful" : "" });
      group.append(shape("rect", { x, y, width: width * units, height: height * units, rx: 12 }), label);
      return group;
    }));
  }

  /**
   * @param {{x: number, y: number}} place
   * @param {boolean} isDown
   */
  showCursor({ x, y }, isDown) {
    this.#cursor.setAttribute("transform", `translate(${x * units} ${y * units})`);
    this.#cursor.classList.toggle("down", isDown);
    this.#svg.append(this.#cursor);
  }

  hideCursor() {
    this.#cursor.remove();
  }
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
function shape(name, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}
