// @ts-check
/** Keeps the page at hand where there is no network, and offers to install it. */
import { element } from "./elements.js";

export function prepareForOffline() {
  const worker = navigator.serviceWorker; // Absent without HTTPS, but for this machine's own address.
  addEventListener("load", () => worker?.register("sw.js").catch((error) => console.info(String(error))));

  const button = element("install", HTMLButtonElement);
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    button.hidden = false;
    button.onclick = () => {
      button.hidden = true;
      /** @type {any} */ (event).prompt();
    };
  });
}
