// @ts-check
/**
 * For the curious: the picture's way to the network, what the answer rests on, and the first layers at work.
 *
 * @typedef {import("./outcome.js").Answer} Answer
 */
import { element, made } from "./elements.js";
import { contextOf } from "./ink.js";
import { activationName, stepName, words } from "./words.js";

/** The saliency's side, in pixels: the network's own. */
const side = 28;

export class Inside {
  #note = element("insideNote", HTMLElement);
  #steps = element("steps", HTMLElement);
  #saliency = element("saliency", HTMLElement);
  #input = element("saliencyInput", HTMLImageElement);
  #map = contextOf(element("saliencyMap", HTMLCanvasElement));
  #activations = element("activations", HTMLElement);

  /** @param {Answer | null} answer `null` where there is none to explain */
  show(answer) {
    const input = answer?.steps.find(({ name }) => name === "input");
    this.#note.textContent = answer === null ? words.insideEmpty
      : answer.saliency === null && answer.activations.length === 0 ? words.insidePlain
      : "";
    this.#steps.replaceChildren(...(answer?.steps ?? []).map(({ name, image }) => figure(image, stepName(name))));
    this.#saliency.hidden = !answer?.saliency || input === undefined;
    if (answer?.saliency && input !== undefined) {
      this.#input.src = input.image;
      this.#paint(answer.saliency);
    }
    this.#activations.replaceChildren(...(answer?.activations ?? []).map((activation) =>
      figure(activation.image, activationName(activation))));
  }

  /**
   * Warm where covering the place would cost the answer, cold where it would help.
   * @param {number[][]} map 28 rows of 28, -1 to 1
   */
  #paint(map) {
    const pixels = this.#map.createImageData(side, side);
    map.flat().forEach((value, index) => {
      const color = value > 0 ? [255, 106, 0] : [0, 132, 255];
      pixels.data.set([...color, 230 * Math.min(Math.abs(value), 1)], 4 * index);
    });
    this.#map.putImageData(pixels, 0, 0);
  }
}

/**
 * @param {string} url
 * @param {string} caption
 */
function figure(url, caption) {
  const node = made("figure", "step");
  const image = document.createElement("img");
  image.src = url;
  image.alt = "";
  node.append(image, made("figcaption", "", caption));
  return node;
}
