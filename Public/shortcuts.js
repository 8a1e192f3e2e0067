// @ts-check
/**
 * Keys that press buttons. Letters mean their tool only while the paper has the focus, so that they are in
 * nobody's way elsewhere (WCAG 2.2, 2.1.4).
 */
import { element } from "./elements.js";

/** @type {Record<string, string>} The button of each letter. */
const letters = {
  p: "pen", e: "eraser", w: "width", n: "several", o: "open", c: "camera", s: "samples",
};

/** @param {HTMLElement} pad */
export function listenForShortcuts(pad) {
  addEventListener("keydown", (event) => {
    if (event.target instanceof HTMLElement && event.target.closest("dialog, [popover], input, pre") !== null) return;
    const id = event.ctrlKey || event.metaKey ? command(event)
      : event.key === "Escape" || event.key === "Delete" ? "clear"
      : document.activeElement === pad && !event.altKey ? letters[event.key.toLowerCase()]
      : undefined;
    if (id === undefined) return;
    event.preventDefault();
    element(id, HTMLButtonElement).click();
  });
}

/**
 * @param {KeyboardEvent} event
 * @returns {string | undefined}
 */
function command({ key, shiftKey }) {
  switch (key.toLowerCase()) {
    case "z": return shiftKey ? "redo" : "undo";
    case "y": return "redo";
    default: return undefined;
  }
}
