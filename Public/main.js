// @ts-check
/** Wires the page: tools and pictures into the drawing, the drawing to the server, its answers to the screen. */
import { Drawing } from "./drawing.js";
import { element, fillWords } from "./elements.js";
import { standApart } from "./geometry.js";
import { listenForPictures } from "./intake.js";
import { KeyboardPen } from "./keyboard-pen.js";
import { Later } from "./later.js";
import { Marks, marksOf } from "./marks.js";
import { prepareForOffline } from "./offline.js";
import { notAPicture, silence } from "./outcome.js";
import { Pad } from "./pad.js";
import { Panels } from "./panels.js";
import { PictureMaker } from "./picture.js";
import { Predictor } from "./predictor.js";
import { capabilities, predict, read } from "./server.js";
import { Tools, listenForShortcuts } from "./tools.js";
import { View } from "./view.js";

fillWords();

const canvas = element("pad", HTMLCanvasElement);
const undo = element("undo", HTMLButtonElement);
const redo = element("redo", HTMLButtonElement);
const clear = element("clear", HTMLButtonElement);
const several = element("several", HTMLButtonElement);
const hint = element("hint", HTMLElement);
const view = new View();
const marks = new Marks(element("marks", SVGSVGElement));
const pictures = new PictureMaker();
const drawing = new Drawing();
const tools = new Tools();
const pad = new Pad(canvas, drawing, tools, drawn);
const panels = new Panels(opened);
const predictor = new Predictor(ask, report);

const inside = new Later(
  /** @type {import("./outcome.js").Answer | null} */ (null),
  async () => new (await import("./inside.js")).Inside(),
);
const code = new Later(
  { path: "predict", image: "" },
  async () => new (await import("./code.js")).Code(),
);
const feedback = new Later(
  /** @type {{image: string, digit: number} | null} */ (null),
  async () => new (await import("./feedback.js")).Feedback(),
);

/**
 * Whether several digits are read, where the person said so; else the ink tells.
 * @type {boolean | null}
 */
let severalWanted = null;
/**
 * The picture of the latest question.
 * @type {import("./picture.js").Picture | null}
 */
let asked = null;

/** Whether the server has said what it can do. */
let isMet = false;

function isRow() {
  return severalWanted ?? standApart(drawing.sheet.strokes);
}

/**
 * @param {AbortController} controller
 * @returns {Promise<import("./outcome.js").Outcome>}
 */
async function ask(controller) {
  const readsRow = isRow();
  const picture = await pictures.picture(drawing.sheet, readsRow);
  asked = picture;
  code.show({ path: readsRow ? "read" : "predict", image: picture.url });
  return readsRow ? read(picture.url, controller) : predict(picture.url, panels.isOpen("inside"), controller);
}

/**
 * @param {import("./outcome.js").Outcome} outcome
 * @param {number | null} retryIn milliseconds
 */
function report(outcome, retryIn) {
  view.show(outcome, retryIn);
  view.setBusy(predictor.isBusy);
  marks.show(outcome.kind === "number" && asked !== null ? marksOf(outcome.digits, asked) : []);
  inside.show(outcome.kind === "answer" ? outcome : null);
  if (!isMet && outcome.kind !== "trouble") meet();
  feedback.show(outcome.kind === "answer" && asked !== null ? { image: asked.url, digit: outcome.digit } : null);
}

/**
 * After every change of the drawing. Ink that went away takes the answers to it along.
 * @param {"added" | "removed" | "lifted"} change
 */
function drawn(change) {
  undo.ariaDisabled = String(!drawing.canUndo);
  redo.ariaDisabled = String(!drawing.canRedo);
  clear.ariaDisabled = String(drawing.isEmpty);
  if (change === "lifted") return;
  const wasEmpty = !hint.hidden;
  hint.hidden = !drawing.isEmpty;
  pad.redraw();
  if (change === "removed") predictor.forget();
  if (drawing.isEmpty) {
    severalWanted = null;
    asked = null;
    view.showEmpty();
    marks.show([]);
    inside.show(null);
    code.show({ path: "predict", image: "" });
    feedback.show(null);
  } else {
    if (wasEmpty) view.showReading();
    predictor.request();
  }
  several.ariaPressed = String(isRow());
  view.setBusy(predictor.isBusy);
}

/** @param {Partial<import("./drawing.js").Sheet>} content takes the place of everything */
function put(content) {
  drawing.put(content);
  drawn("removed");
}

/** @param {Blob} file */
function take(file) {
  load(async () => show(file));
}

/** @param {Blob} file */
async function show(file) {
  const { photoOf } = await import("./photo.js");
  const photo = await photoOf(file, (await capabilities())?.bodyLimit ?? 1 << 20);
  if (photo !== null) return put({ photo });
  predictor.forget();
  report(notAPicture, null);
}

async function meet() {
  const abilities = await capabilities();
  isMet = abilities !== null;
  if (abilities?.feedback) load(() => feedback.want());
}

/** @param {string} id of a panel */
function opened(id) {
  load(() => id === "inside" ? inside.want() : code.want());
  if (id === "inside" && !drawing.isEmpty) predictor.request(); // This time with everything that explains.
}

/**
 * Loads a part of the page when it is first wanted.
 * @param {() => Promise<void>} part
 */
function load(part) {
  part().catch(() => report(silence(navigator.onLine ? "away" : "offline"), null));
}

/**
 * @param {boolean} isPossible
 * @param {() => void} change
 */
function step(isPossible, change) {
  if (!isPossible) return;
  change();
  drawn("removed");
}

undo.addEventListener("click", () => step(drawing.canUndo, () => drawing.undo()));
redo.addEventListener("click", () => step(drawing.canRedo, () => drawing.redo()));
clear.addEventListener("click", () => step(!drawing.isEmpty, () => drawing.clear()));
several.addEventListener("click", () => {
  severalWanted = !isRow();
  several.ariaPressed = String(severalWanted);
  if (!drawing.isEmpty) drawn("removed");
});
element("retry", HTMLButtonElement).addEventListener("click", () => predictor.retryNow());
addEventListener("online", () => predictor.retryNow());

new KeyboardPen(canvas, drawing, tools, marks, drawn);
element("camera", HTMLButtonElement).addEventListener("click", () => load(async () => {
  const { Camera } = await import("./camera.js");
  await new Camera().open(take);
}));
element("samples", HTMLButtonElement).addEventListener("click", () => load(async () => {
  const { SampleMenu } = await import("./samples.js");
  new SampleMenu((strokes) => put({ strokes })).open();
}));
listenForPictures(take);
listenForShortcuts(canvas);
prepareForOffline();

view.showEmpty();
await meet();
if (!isMet && drawing.isEmpty) view.show(silence(navigator.onLine ? "away" : "offline"), null);
