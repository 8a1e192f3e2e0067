// @ts-check
/**
 * What an outcome means, in words: a pure function, so that the same is shown and spoken.
 *
 * @typedef {import("./outcome.js").Answer} Answer
 * @typedef {import("./outcome.js").NumberRead} NumberRead
 * @typedef {import("./outcome.js").Outcome} Outcome
 * @typedef {import("./outcome.js").Trouble} Trouble
 *
 * @typedef {object} Verdict
 * @property {"answer" | "unsure" | "trouble"} state
 * @property {string} large what stands large: a digit, a number, a question mark, or nothing
 * @property {number[]} digits those that the answer is about
 * @property {string} statement
 * @property {string} detail
 * @property {string} spoken
 */
import { couldBe, digitCount, nextBest, spokenPair, sure, words } from "./words.js";

/**
 * @param {Outcome} outcome
 * @returns {Verdict}
 */
export function verdictOn(outcome) {
  switch (outcome.kind) {
    case "answer": return outcome.accepted ? accepted(outcome) : doubtful(outcome);
    case "number": return number(outcome);
    case "trouble": return trouble(outcome);
  }
}

/**
 * @param {Answer} answer
 * @returns {Verdict}
 */
function accepted({ digit, confidence, probabilities }) {
  const next = ranked(probabilities).find((candidate) => candidate !== digit) ?? digit;
  return {
    state: "answer",
    large: String(digit),
    digits: [digit],
    statement: sure(confidence),
    detail: nextBest(next, probabilities[next]),
    spoken: `${digit}, ${sure(confidence)}`,
  };
}

/**
 * @param {Answer} answer
 * @returns {Verdict}
 */
function doubtful({ reason, probabilities }) {
  const digits = reason === "ambiguous" ? ranked(probabilities).slice(0, 2) : [];
  const [one, other] = digits;
  const detail = reason === "ambiguous" ? couldBe(one, other)
    : reason === "not_a_digit" ? words.notADigit
    : reason === "blank" ? words.blank
    : words.unsureDetail;
  return unsure(digits.length === 0 ? words.unknown : "", digits, detail);
}

/**
 * @param {NumberRead} read
 * @returns {Verdict}
 */
function number({ text, confidence, accepted: isSure, digits }) {
  if (digits.length === 0) return unsure(words.unknown, [], words.noDigits);
  const statement = isSure ? sure(confidence) : words.unsure;
  const detail = isSure ? digitCount(digits.length) : words.doubtfulNumber;
  const state = isSure ? "answer" : "unsure";
  return { state, large: text, digits: [], statement, detail, spoken: `${text}, ${statement}. ${detail}` };
}

/**
 * @param {string} large
 * @param {number[]} digits
 * @param {string} detail
 * @returns {Verdict}
 */
function unsure(large, digits, detail) {
  const statement = words.unsure;
  return { state: "unsure", large, digits, statement, detail, spoken: spokenPair(statement, detail) };
}

/**
 * @param {Trouble} trouble
 * @returns {Verdict}
 */
function trouble({ cause, message }) {
  const statement = words[cause];
  const detail = cause === "limited" ? words.limitedDetail
    : cause === "tooLarge" ? words.tooLargeDetail
    : cause === "offline" ? words.offlineDetail
    : cause === "locked" ? words.lockedDetail
    : cause === "notAPicture" ? words.notAPictureDetail
    : message;
  return { state: "trouble", large: "", digits: [], statement, detail, spoken: spokenPair(statement, detail) };
}

/**
 * The digits from the likeliest to the least likely.
 * @param {number[]} probabilities
 */
function ranked(probabilities) {
  return [...probabilities.keys()].sort((one, other) => probabilities[other] - probabilities[one]);
}
