// @ts-check
/** Every word a person can read or hear on the page. To translate Inkling, translate this file. */

/** The locale of the numbers below. */
const locale = "en";

/** Fixed texts, named by `data-word`, `data-label` and `data-alt` in the page. */
export const words = {
  tagline: "Draw a digit. A small neural network reads it as you go.",
  sheet: "Drawing",
  pad: "Drawing area: draw one digit here with a mouse, a finger or a pen",
  hint: "Draw a digit",
  undo: "Undo",
  undoKey: "Ctrl Z",
  clear: "Clear",
  clearKey: "Esc",
  reading: "Reading",
  retry: "Try now",
  seen: "What the model saw",
  seenAlt: "The drawing as the model saw it: 28 by 28 grey pixels",
  bars: "Probability of each digit, in percent",

  unknown: "?",
  or: "or",
  waiting: "Nothing drawn yet",
  waitingDetail: "The answer appears here while you draw.",
  busy: "Reading",
  unsure: "Not sure",
  notADigit: "This does not look like a digit.",
  blank: "There is not enough ink to read.",
  unsureDetail: "No digit stands out.",

  away: "The server is away",
  limited: "Too many requests",
  limitedDetail: "The server asked for a pause.",
  overloaded: "The server is busy",
  broken: "The server made a mistake",
  tooLarge: "The picture is too large",
  tooLargeDetail: "The server does not take pictures of this size.",
  refused: "The server refused the picture",
  retrying: "Trying again",
};

const share = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const milliseconds = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });

/**
 * A probability as a number of percent. Never rounded up to 100: no answer is certain.
 * @param {number} probability 0 to 1
 */
export function percent(probability) {
  return share.format(Math.min(probability * 100, 99.9));
}

/** @param {number} confidence 0 to 1 */
export const sure = (confidence) => `${percent(confidence)}% sure`;

/**
 * @param {number} digit
 * @param {number} probability 0 to 1
 */
export const nextBest = (digit, probability) => `Next best: ${digit}, at ${percent(probability)}%`;

/**
 * @param {number} one
 * @param {number} other
 */
export const couldBe = (one, other) => `Could be ${one} or ${other}.`;

/** @param {number} seconds */
export const retryingIn = (seconds) => `Trying again in ${seconds} s`;

/**
 * @param {number} digit
 * @param {number} confidence 0 to 1
 */
export const spokenAnswer = (digit, confidence) => `${digit}, ${sure(confidence)}`;

/**
 * @param {string} statement
 * @param {string} detail
 */
export const spokenPair = (statement, detail) => `${statement}. ${detail}`;

/**
 * How long the answer took: in the server, and as the person felt it.
 * @param {number | null} server milliseconds
 * @param {number} total milliseconds
 * @param {string} model
 */
export function timing(server, total, model) {
  const inside = server === null ? "" : `Read in ${milliseconds.format(server)} ms, `;
  const whole = `${milliseconds.format(total)} ms with the way there and back`;
  return [inside + whole, model].filter((part) => part !== "").join(" · ");
}
