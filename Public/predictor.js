// @ts-check
/**
 * When to ask: one question under way at most, and after it the newest drawing, never those between.
 * A question that the drawing has outrun is cancelled if its answer is slow to come.
 *
 * @typedef {import("./outcome.js").Outcome} Outcome
 */

/** The least time between two questions, in milliseconds: a few frames, so that ink never waits. */
const interval = 60;

/** How long an answer to an older drawing is waited for, in milliseconds: it says something, but not for long. */
const outdatedPatience = 500;

/** The first pause after a failure, in milliseconds; each further failure doubles it. */
const firstPause = 1000;
const longestPause = 16_000;

/** A longer `Retry-After` is cut down to this, in milliseconds. */
const longestAskedPause = 120_000;

export class Predictor {
  #ask;
  #report;
  /** Counts the drawings asked about. */
  #newest = 0;
  /** The number of the latest drawing answered or given up: its answer and older ones are too late. */
  #settled = 0;
  /** Whether the newest drawing has still to be asked about. */
  #isWanted = false;
  /** @type {AbortController | null} */
  #underway = null;
  /** When the question under way was sent, by the page's clock. */
  #sent = 0;
  /**
   * Ends the question under way.
   * @type {number | undefined}
   */
  #cutting;
  /**
   * Ends a pause.
   * @type {number | null}
   */
  #timer = null;
  #failures = 0;

  /**
   * @param {(controller: AbortController) => Promise<Outcome>} ask asks about the drawing as it is now
   * @param {(outcome: Outcome, retryIn: number | null) => void} report takes each outcome that is not late,
   *   and after how many milliseconds the question is repeated, if it is
   */
  constructor(ask, report) {
    this.#ask = ask;
    this.#report = report;
  }

  /** Whether an answer to the newest drawing is on its way; a pause after a failure is not. */
  get isBusy() {
    return this.#underway !== null || (this.#isWanted && this.#failures === 0);
  }

  /** The drawing changed: asks about it as soon as may be. */
  request() {
    this.#newest += 1;
    this.#isWanted = true;
    if (this.#underway === null) return this.#proceed();
    clearTimeout(this.#cutting);
    const left = this.#sent + outdatedPatience - performance.now();
    this.#cutting = setTimeout(() => this.#cut(), Math.max(0, left));
  }

  /** The drawing asked about is gone: stops asking, and no answer to it will be reported. */
  forget() {
    this.#isWanted = false;
    this.#settled = this.#newest;
    this.#abort();
    this.#cutPause();
  }

  /** Gives up an older question for the newest. */
  #cut() {
    this.#settled = this.#newest - 1;
    this.#abort();
    this.#proceed();
  }

  #abort() {
    clearTimeout(this.#cutting);
    this.#underway?.abort();
    this.#underway = null;
  }

  /** Ends a pause after a failure early. */
  retryNow() {
    this.#cutPause();
    this.#proceed();
  }

  #proceed() {
    if (this.#isWanted && this.#underway === null && this.#timer === null) this.#send();
  }

  async #send() {
    const number = this.#newest;
    const controller = new AbortController();
    this.#underway = controller;
    this.#isWanted = false;
    this.#sent = performance.now();
    const start = this.#sent;
    try {
      const outcome = await this.#ask(controller);
      if (number <= this.#settled) return;
      this.#settled = number;
      this.#underway = null;
      clearTimeout(this.#cutting);
      this.#take(outcome, performance.now() - start);
    } finally {
      if (this.#underway === controller) this.#underway = null;
    }
  }

  /**
   * @param {Outcome} outcome
   * @param {number} elapsed milliseconds
   */
  #take(outcome, elapsed) {
    if (outcome.kind === "trouble" && outcome.isPassing) {
      const grown = Math.min(firstPause * 2 ** this.#failures, longestPause);
      const pause = Math.min(outcome.retryAfter ?? grown, longestAskedPause);
      this.#failures += 1;
      this.#newest += 1; // The same drawing, asked about anew.
      this.#isWanted = true;
      this.#pause(pause);
      this.#report(outcome, pause);
    } else {
      this.#failures = 0;
      this.#pause(Math.max(0, interval - elapsed));
      this.#report(outcome, null);
    }
  }

  /** @param {number} milliseconds */
  #pause(milliseconds) {
    this.#timer = setTimeout(() => this.retryNow(), milliseconds);
  }

  #cutPause() {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
