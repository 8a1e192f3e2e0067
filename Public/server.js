// @ts-check
/**
 * The server's routes, each a question with a checked outcome. Every failure is an outcome; nothing is thrown.
 *
 * @typedef {import("./outcome.js").Outcome} Outcome
 * @typedef {import("./outcome.js").Trouble} Trouble
 *
 * @typedef {object} Capabilities
 * @property {boolean} explains whether it can show what its answers rest on
 * @property {boolean} feedback whether it keeps corrections
 * @property {number} bodyLimit bytes
 */
import { answerOf, numberOf, refusalOf, silence } from "./outcome.js";

/** How long the server may take before it counts as away, in milliseconds. */
const patience = 10_000;

/**
 * A server from before `/capabilities`, by the defaults that its manual gives.
 * @type {Capabilities}
 */
const plain = { explains: false, feedback: false, bodyLimit: 1 << 20 };

/** @type {Capabilities | null} */
let known = null;

/**
 * What the server can do; asked once.
 * @param {AbortSignal} [signal]
 * @returns {Promise<Capabilities | null>} `null` while it is away
 */
export async function capabilities(signal) {
  if (known !== null) return known;
  try {
    const response = await fetch("capabilities", { signal });
    const body = parsed(await response.text());
    if (response.status >= 500 || response.status === 429) return null;
    known = body?.limits === undefined ? plain : {
      explains: true,
      feedback: body.feedback === true,
      bodyLimit: body.limits.body_bytes ?? plain.bodyLimit,
    };
    return known;
  } catch {
    return null; // The question itself will say so.
  }
}

/**
 * Asks what digit a picture shows.
 * @param {string} image a PNG as a `data:` URL
 * @param {boolean} isCurious whether to ask for everything that explains the answer
 * @param {AbortController} controller aborts the question
 * @returns {Promise<Outcome>}
 */
export async function predict(image, isCurious, controller) {
  return asked(controller, async () => {
    const explains = (await capabilities(controller.signal))?.explains ?? false;
    const wanted = explains && isCurious ? { explain: true, saliency: true, activations: true }
      : { explain: explains ? "input" : true };
    return post("predict", { image, ...wanted }, controller, answerOf);
  });
}

/**
 * Asks what digits stand on a picture.
 * @param {string} image a PNG as a `data:` URL
 * @param {AbortController} controller aborts the question
 * @returns {Promise<Outcome>}
 */
export function read(image, controller) {
  return asked(controller, () => post("read", { image }, controller, numberOf));
}

/**
 * Tells the server what a picture really shows.
 * @param {string} image a PNG as a `data:` URL
 * @param {number | null} label `null` where it is no digit
 * @param {number} digit what the server had said
 * @returns {Promise<Trouble | null>} `null` where it is kept
 */
export async function correct(image, label, digit) {
  const controller = new AbortController();
  const kept = /** @type {const} */ ({ kind: "kept" });
  const outcome = await asked(controller, () =>
    post("feedback", { image, label, digit }, controller, () => kept));
  return outcome.kind === "kept" ? null : outcome;
}

/**
 * @template Result
 * @param {string} path
 * @param {object} question
 * @param {AbortController} controller
 * @param {(body: any, totalTime: number) => Result | null} check
 * @returns {Promise<Result | Trouble>}
 */
async function post(path, question, controller, check) {
  const start = performance.now();
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(question),
    signal: controller.signal,
  });
  const body = parsed(await response.text());
  if (!response.ok) return refusalOf(response, body);
  return check(body, performance.now() - start) ?? silence("broken");
}

/**
 * @template Result
 * @param {AbortController} controller
 * @param {() => Promise<Result>} question
 * @returns {Promise<Result | Trouble>}
 */
async function asked(controller, question) {
  const deadline = setTimeout(() => controller.abort(), patience);
  try {
    return await question();
  } catch {
    return silence(navigator.onLine ? "away" : "offline"); // No connection, a cut one, or out of patience.
  } finally {
    clearTimeout(deadline);
  }
}

/**
 * @param {string} text
 * @returns {any} `null` where it is not JSON
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
