// @ts-check
/** Wires the page: drawing to predictor, predictor to view, buttons and keys to drawing. */
import { predict } from "./api.js";
import { Drawing } from "./drawing.js";
import { element, fillWords } from "./elements.js";
import { PictureMaker } from "./ink.js";
import { Pad } from "./pad.js";
import { Predictor } from "./predictor.js";
import { View } from "./view.js";

fillWords();

const undo = element("undo", HTMLButtonElement);
const clear = element("clear", HTMLButtonElement);
const hint = element("hint", HTMLElement);
const view = new View();
const drawing = new Drawing();
const pictures = new PictureMaker();
const pad = new Pad(element("pad", HTMLCanvasElement), drawing, drawn);
const predictor = new Predictor(
  async (controller) => predict(await pictures.picture(drawing.strokes), controller),
  (outcome, retryIn) => {
    view.show(outcome, retryIn);
    view.setBusy(predictor.isBusy);
  },
);

/**
 * After every change of the drawing. Ink that went away takes the answers to it along.
 * @param {"added" | "removed"} change
 */
function drawn(change) {
  const wasEmpty = !hint.hidden;
  hint.hidden = !drawing.isEmpty;
  undo.ariaDisabled = String(!drawing.canUndo);
  clear.ariaDisabled = String(drawing.isEmpty);
  if (change === "removed") predictor.forget();
  if (drawing.isEmpty) {
    view.showEmpty();
  } else {
    if (wasEmpty) view.showReading();
    predictor.request();
  }
  view.setBusy(predictor.isBusy);
}

function stepBack() {
  if (!drawing.canUndo) return;
  drawing.undo();
  pad.redraw();
  drawn("removed");
}

function wipe() {
  if (drawing.isEmpty) return;
  drawing.clear();
  pad.redraw();
  drawn("removed");
}

undo.addEventListener("click", stepBack);
clear.addEventListener("click", wipe);
element("retry", HTMLButtonElement).addEventListener("click", () => predictor.retryNow());
addEventListener("online", () => predictor.retryNow());
addEventListener("keydown", (event) => {
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && !event.shiftKey && event.key.toLowerCase() === "z") stepBack();
  else if (!isCommand && (event.key === "Escape" || event.key === "Delete")) wipe();
  else return;
  event.preventDefault();
});

view.showEmpty();
