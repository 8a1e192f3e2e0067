// @ts-check
/**
 * Shows verdicts: text, bars and the picture that the model saw. It decides nothing and remembers only what it shows.
 *
 * @typedef {import("./outcome.js").Answer} Answer
 * @typedef {import("./outcome.js").NumberRead} NumberRead
 * @typedef {import("./outcome.js").Outcome} Outcome
 */
import { Bars } from "./bars.js";
import { element, made } from "./elements.js";
import { percent, retryingIn, spokenPair, timing, words } from "./words.js";
import { verdictOn } from "./verdict.js";

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
  #digits = element("digits", HTMLElement);
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
    const verdict = verdictOn(outcome);
    this.#say(verdict.state, large(verdict), verdict.statement, verdict.detail);
    this.#bars.lead(verdict.digits);
    this.#measure(outcome.kind === "trouble" ? null : outcome);
    if (retryIn === null) return this.#speak(verdict.spoken);
    this.#speak(spokenPair(verdict.statement, words.retrying));
    this.#countDown(performance.now() + retryIn, verdict.detail);
  }

  /**
   * To screen readers, politely, and only what stands.
   * @param {string} text
   */
  #speak(text) {
    clearTimeout(this.#speech);
    this.#speech = setTimeout(() => {
      if (this.#spoken.textContent !== text) this.#spoken.textContent = text;
    }, settlingTime);
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
   * @param {(Node | string)[]} large
   * @param {string} statement
   * @param {string} detail
   */
  #say(state, large, statement, detail) {
    clearInterval(this.#countdown);
    this.#retry.hidden = true;
    this.#reading.dataset.state = state;
    this.#statement.textContent = statement;
    this.#detail.textContent = detail;
    this.#digit.replaceChildren(...large);
    this.#digit.dataset.length = length(this.#digit.textContent ?? "");
    this.#bars.lead([]);
  }

  /**
   * Bars or digits, picture and time.
   * @param {Answer | NumberRead | null} outcome
   */
  #measure(outcome) {
    const isNumber = outcome?.kind === "number";
    this.#reading.dataset.kind = isNumber ? "number" : "digit";
    this.#bars.show(outcome?.kind === "answer" ? outcome.probabilities : null);
    this.#digits.replaceChildren(...(isNumber ? outcome.digits : []).map(({ digit, confidence, accepted }) => {
      const item = made("li", accepted ? "" : "doubtful");
      item.append(made("span", "name", String(digit)), made("span", "value", `${percent(confidence)}%`));
      return item;
    }));
    const seen = outcome?.kind === "answer" ? outcome.steps.find(({ name }) => name === "input") : undefined;
    this.#seen.hidden = seen === undefined;
    if (seen !== undefined) this.#seen.src = seen.image;
    this.#timing.textContent = outcome === null ? "" : timing(outcome);
  }
}

/**
 * What stands in the place of the large digit.
 * @param {import("./verdict.js").Verdict} verdict
 * @returns {(Node | string)[]}
 */
function large({ digits, large: text }) {
  const [one, other] = digits;
  return other === undefined ? [text] : [String(one), made("small", "or", words.or), String(other)];
}

/**
 * How large the large text can be: by the longest line of a number.
 * @param {string} text
 */
function length(text) {
  const longest = Math.max(...text.split("\n").map((line) => line.length));
  return longest <= 1 ? "digit" : longest <= 4 ? "short" : longest <= 8 ? "long" : "longest";
}
