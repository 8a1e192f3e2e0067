// @ts-check
/** Every word a person can read or hear on the page. To translate Inkling, translate this file. */

/** The locale of the numbers below. */
const locale = "en";

const isApple = /Mac|iP(ad|hone)/.test(navigator.userAgent);

/** Fixed texts, named by `data-word`, `data-label` and `data-alt` in the page. */
export const words = {
  tagline: "Draw a digit. A small neural network reads it as you go.",
  sheet: "Drawing",
  pad: "Drawing area: draw one digit here with a mouse, a finger or a pen",
  hint: "Draw a digit",
  undo: "Undo",
  undoKey: isApple ? "⌘ Z" : "Ctrl Z",
  clear: "Clear",
  clearKey: "Esc",
  reading: "Reading",
  retry: "Try now",
  seen: "What the model saw",
  seenAlt: "The drawing as the model saw it: 28 by 28 grey pixels",
  bars: "Probability of each digit, in percent",

  unknown: "?",
  or: "or",
  waiting: "Ready",
  waitingDetail: "The answer appears here while you draw.",
  busy: "Reading",
  noOther: "No other digit comes close.",
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
  retrying: "Trying again.",
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
export function nextBest(digit, probability) {
  return probability < 0.001 ? words.noOther : `Next best: ${digit}, at ${percent(probability)}%.`;
}

/**
 * @param {number} one
 * @param {number} other
 */
export const couldBe = (one, other) => `Could be ${one} or ${other}.`;

/** @param {number} seconds */
export const retryingIn = (seconds) => `Trying again in ${seconds} s.`;

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
 * How long the answer took, in the server and as the person felt it, and who gave it.
 * @param {{serverTime: number | null, totalTime: number, model: string}} answer times in milliseconds
 */
export function timing({ serverTime, totalTime, model }) {
  const inside = serverTime === null ? "" : `Read in ${milliseconds.format(serverTime)} ms, `;
  const whole = `${milliseconds.format(totalTime)} ms with the way there and back`;
  return [inside + whole, model].filter((part) => part !== "").join(" · ");
}
