// @ts-check
/** For programmers: the request of the drawing on screen, in several languages, to copy. */
import { element, made } from "./elements.js";
import { languages } from "./requests.js";
import { words } from "./words.js";

/** How long the button says that it has copied, in milliseconds. */
const praise = 2000;

/** So much of the picture is shown; all of it is copied. */
const shownPicture = 48;

export class Code {
  #text = element("request", HTMLElement);
  #note = element("codeNote", HTMLElement);
  #copy = element("copy", HTMLButtonElement);
  #chosen = languages[0];
  #url = "";
  #image = "";

  constructor() {
    const choice = element("languages", HTMLElement);
    for (const language of languages) {
      const button = made("button", "choice", language.name);
      button.setAttribute("type", "button");
      button.ariaPressed = String(language === this.#chosen);
      button.addEventListener("click", () => {
        this.#chosen = language;
        for (const other of choice.children) other.ariaPressed = String(other === button);
        this.#write();
      });
      choice.append(button);
    }
    this.#copy.addEventListener("click", () => this.#copyAll());
    this.#write();
  }

  /** @param {{path: string, image: string}} request the route asked, and the picture sent or nothing */
  show({ path, image }) {
    this.#url = new URL(path, document.baseURI).href;
    this.#image = image;
    this.#write();
  }

  #write() {
    const isEmpty = this.#image === "";
    this.#note.textContent = isEmpty ? words.codeEmpty : words.codeNote;
    this.#text.hidden = isEmpty;
    this.#copy.hidden = isEmpty;
    const { length } = this.#image;
    const image = length > shownPicture ? `${this.#image.slice(0, shownPicture)}…` : this.#image;
    this.#text.textContent = this.#chosen.write(this.#url, image);
  }

  async #copyAll() {
    const text = this.#chosen.write(this.#url, this.#image);
    try {
      await navigator.clipboard.writeText(text);
      this.#copy.textContent = words.copied;
    } catch {
      // Without HTTPS, or without leave, a page may not: then the whole text stands there to be copied by hand.
      this.#text.textContent = text;
      getSelection()?.selectAllChildren(this.#text);
      this.#copy.textContent = words.copyByHand;
    }
    setTimeout(() => { this.#copy.textContent = words.copy; }, praise);
  }
}
