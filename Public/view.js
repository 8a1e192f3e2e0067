// @ts-check
/**
 * What the page says: outcomes in, text and bars out. It decides nothing and remembers only what it shows.
 *
 * @typedef {import("./api.js").Answer} Answer
 * @typedef {import("./api.js").Outcome} Outcome
 * @typedef {import("./api.js").Trouble} Trouble
 */
import { Bars } from "./bars.js";
import { element, made } from "./elements.js";
import { couldBe, nextBest, retryingIn, spokenAnswer, spokenPair, sure, timing, words } from "./words.js";

/** The answer is spoken once it has stood still this long, in milliseconds: not at each turn of the pen. */
const settlingTime = 600;

/** @typedef {"empty" | "reading" | "answer" | "unsure" | "trouble"} State */

export class View {
  #reading = element("reading", HTMLElement);
  #digit = element("digit", HTMLElement);
  #statement = element("statement", HTMLElement);
  #detail = element("detail", HTMLElement);
  #retry = element("retry", HTMLButtonElement);
  #seen = element("seen", HTMLImageElement);
  #timing = element("timing", HTMLElement);
  #spoken = element("spoken", HTMLElement);
  #bars = new Bars(element("bars", HTMLElement));
  /** @type {number | undefined} */
  #countdown;
  /** @type {number | undefined} */
  #speech;

  /**
   * Whether the answer shown is about to be replaced.
   * @param {boolean} isBusy
   */
  setBusy(isBusy) {
    this.#reading.ariaBusy = String(isBusy);
  }

  showEmpty() {
    this.#say("empty", [], words.waiting, words.waitingDetail);
    this.#measure(null);
    this.#speak("");
  }

  /** The first ink is there, its answer not yet. */
  showReading() {
    this.#say("reading", [], words.busy, "");
  }

  /**
   * @param {Outcome} outcome
   * @param {number | null} retryIn milliseconds until the next attempt, if there is one
   */
  show(outcome, retryIn) {
    if (outcome.kind === "trouble") return this.#showTrouble(outcome, retryIn);
    if (outcome.accepted) this.#showAccepted(outcome);
    else this.#showUnsure(outcome);
    this.#measure(outcome);
  }

  /** @param {Answer} answer */
  #showAccepted(answer) {
    const { digit, confidence, probabilities } = answer;
    const next = ranked(probabilities).find((candidate) => candidate !== digit) ?? digit;
    this.#say("answer", [digit], sure(confidence), nextBest(next, probabilities[next]));
    this.#speak(spokenAnswer(digit, confidence));
  }

  /** @param {Answer} answer */
  #showUnsure({ reason, probabilities }) {
    const [one, other] = ranked(probabilities);
    const isAmbiguous = reason === "ambiguous";
    const detail = isAmbiguous ? couldBe(one, other)
      : reason === "not_a_digit" ? words.notADigit
      : reason === "blank" ? words.blank
      : words.unsureDetail;
    this.#say("unsure", isAmbiguous ? [one, other] : [], words.unsure, detail);
    this.#speak(spokenPair(words.unsure, detail));
  }

  /**
   * @param {Trouble} trouble
   * @param {number | null} retryIn milliseconds
   */
  #showTrouble({ cause, message }, retryIn) {
    const detail = cause === "limited" ? words.limitedDetail
      : cause === "tooLarge" ? words.tooLargeDetail
      : message;
    this.#say("trouble", [], words[cause], detail);
    this.#measure(null);
    this.#speak(spokenPair(words[cause], retryIn === null ? detail : words.retrying));
    if (retryIn !== null) this.#countDown(performance.now() + retryIn, detail);
  }

  /**
   * @param {number} end by the page's clock
   * @param {string} detail
   */
  #countDown(end, detail) {
    const tick = () => {
      const seconds = Math.ceil((end - performance.now()) / 1000);
      const pause = seconds > 0 ? retryingIn(seconds) : words.retrying;
      this.#detail.textContent = `${detail} ${pause}`.trimStart();
    };
    tick();
    this.#countdown = setInterval(tick, 250);
    this.#retry.hidden = false;
  }

  /**
   * @param {State} state
   * @param {number[]} digits shown large: the answer, or the two it could be
   * @param {string} statement
   * @param {string} detail
   */
  #say(state, digits, statement, detail) {
    clearInterval(this.#countdown);
    this.#retry.hidden = true;
    this.#reading.dataset.state = state;
    this.#statement.textContent = statement;
    this.#detail.textContent = detail;
    this.#digit.dataset.count = String(digits.length);
    this.#digit.replaceChildren(...large(state, digits));
    this.#bars.lead(digits);
  }

  /**
   * Bars, picture and time.
   * @param {Answer | null} answer
   */
  #measure(answer) {
    this.#bars.show(answer?.probabilities ?? null);
    this.#seen.hidden = answer === null || answer.seen === null;
    if (answer !== null && answer.seen !== null) this.#seen.src = answer.seen;
    this.#timing.textContent = answer === null ? "" : timing(answer);
  }

  /** @param {string} text */
  #speak(text) {
    clearTimeout(this.#speech);
    this.#speech = setTimeout(() => {
      if (this.#spoken.textContent !== text) this.#spoken.textContent = text;
    }, settlingTime);
  }
}

/**
 * What stands in the place of the large digit.
 * @param {State} state
 * @param {number[]} digits
 * @returns {(Node | string)[]}
 */
function large(state, digits) {
  if (digits.length === 2) return [String(digits[0]), made("small", "or", words.or), String(digits[1])];
  if (digits.length === 1) return [String(digits[0])];
  return state === "unsure" ? [words.unknown] : [];
}

/**
 * The digits from the likeliest to the least likely.
 * @param {number[]} probabilities
 */
function ranked(probabilities) {
  return [...probabilities.keys()].sort((one, other) => probabilities[other] - probabilities[one]);
}
