// @ts-check
/**
 * A part of the page that is loaded when it is first wanted, and then shown what it missed.
 *
 * @template Subject what the part is shown
 */
export class Later {
  #load;
  /** @type {Promise<{show: (subject: Subject) => void}> | null} */
  #part = null;
  #subject;

  /**
   * @param {Subject} subject what it is shown at first
   * @param {() => Promise<{show: (subject: Subject) => void}>} load
   */
  constructor(subject, load) {
    this.#subject = subject;
    this.#load = load;
  }

  /** @param {Subject} subject */
  show(subject) {
    this.#subject = subject;
    this.#part?.then((part) => part.show(this.#subject), () => {}); // That it did not load, `want` says.
  }

  /** Loads it, once; rejects where the server is away, and may be tried again. */
  async want() {
    this.#part ??= this.#load();
    try {
      (await this.#part).show(this.#subject);
    } catch (error) {
      this.#part = null;
      throw error;
    }
  }
}
