// @ts-check
/**
 * What the page says: outcomes in, text and bars out. It decides nothing and remembers only what it shows.
 *
 * @typedef {import("./api.js").Answer} Answer
 * @typedef {import("./api.js").Outcome} Outcome
 * @typedef {import("./api.js").Trouble} Trouble
 */
import {
  couldBe, nextBest, percent, retryingIn, spokenAnswer, spokenPair, sure, timing, words,
} from "./words.js";

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
  #bars = makeBars(element("bars", HTMLElement));
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
      this.#detail.textContent = `${detail} ${pause}.`.trimStart();
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
    this.#bars.forEach(({ item }, digit) => item.classList.toggle("leads", digits.includes(digit)));
  }

  /**
   * Bars, picture and time.
   * @param {Answer | null} answer
   */
  #measure(answer) {
    this.#bars.forEach(({ level, value }, digit) => {
      const probability = answer?.probabilities[digit] ?? 0;
      level.style.setProperty("--share", String(probability));
      value.textContent = answer === null ? "" : percent(probability);
    });
    this.#seen.hidden = answer === null || answer.seen === null;
    if (answer !== null && answer.seen !== null) this.#seen.src = answer.seen;
    this.#timing.textContent = answer === null ? "" : timing(answer.serverTime, answer.totalTime, answer.model);
  }

  /** @param {string} text */
  #speak(text) {
    clearTimeout(this.#speech);
    this.#speech = setTimeout(() => {
      if (this.#spoken.textContent !== text) this.#spoken.textContent = text;
    }, settlingTime);
  }
}

/** Writes the fixed words into the page. */
export function fillWords() {
  const fixed = /** @type {Record<string, string>} */ (words);
  for (const node of document.querySelectorAll("[data-word], [data-label], [data-alt]")) {
    const { word, label, alt } = /** @type {HTMLElement} */ (node).dataset;
    if (word !== undefined) node.textContent = fixed[word];
    if (label !== undefined) node.ariaLabel = fixed[label];
    if (alt !== undefined && node instanceof HTMLImageElement) node.alt = fixed[alt];
  }
}

/**
 * The element with this id, which the page must have.
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no #${id}.`);
  return found;
}

/**
 * The digits from the likeliest to the least likely.
 * @param {number[]} probabilities
 */
function ranked(probabilities) {
  return [...probabilities.keys()].sort((one, other) => probabilities[other] - probabilities[one]);
}

/**
 * What stands in the place of the large digit.
 * @param {State} state
 * @param {number[]} digits
 * @returns {(Node | string)[]}
 */
function large(state, digits) {
  if (digits.length === 2) return [String(digits[0]), made("small", "", words.or), String(digits[1])];
  if (digits.length === 1) return [String(digits[0])];
  return state === "unsure" ? [words.unknown] : [];
}

/**
 * Ten bars; read aloud as "7, 99.8".
 * @param {HTMLElement} list
 */
function makeBars(list) {
  return Array.from({ length: 10 }, (_, digit) => {
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

/**
 * @param {string} tag
 * @param {string} className
 * @param {string} [text]
 */
function made(tag, className, text = "") {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}
