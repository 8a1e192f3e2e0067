// @ts-check
/** Ten bars with their numbers: how likely each digit is. Read aloud as "7, 99.8". */
import { made } from "./elements.js";
import { percent } from "./words.js";

export class Bars {
  #bars;

  /** @param {HTMLElement} list filled with ten items */
  constructor(list) {
    this.#bars = Array.from({ length: 10 }, (_, digit) => {
      const item = made("li", "bar");
      const well = made("span", "well");
      const level = made("span", "level");
      const value = made("span", "value");
      well.append(level);
      item.append(made("span", "name", String(digit)), well, value);
      list.append(item);
      return { item, level, value };
    });
  }

  /** @param {number[] | null} probabilities ten, 0 to 1; `null` empties the bars */
  show(probabilities) {
    this.#bars.forEach(({ level, value }, digit) => {
      level.style.setProperty("--share", String(probabilities?.[digit] ?? 0));
      value.textContent = probabilities === null ? "" : percent(probabilities[digit]);
    });
  }

  /**
   * Marks the digits that the answer is about.
   * @param {number[]} digits
   */
  lead(digits) {
    this.#bars.forEach(({ item }, digit) => item.classList.toggle("leads", digits.includes(digit)));
  }
}
