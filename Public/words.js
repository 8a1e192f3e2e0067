// @ts-check
/** Every word a person can read or hear on the page. To translate Inkling, translate this file. */

/** The locale of the numbers below. */
const locale = "en";

const isApple = /Mac|iP(ad|hone)/.test(navigator.userAgent);

/** Fixed texts, named by `data-word`, `data-label` and `data-alt` in the page. */
export const words = {
  tagline: "Draw a digit. A small neural network reads it as you go.",
  more: "More",
  insideButton: "Inside",
  codeButton: "Code",
  api: "API",
  install: "Install",

  sheet: "Drawing",
  pad: "Paper: draw here with a mouse, a finger, a pen or the keyboard",
  padHelp: "Arrow keys move the cross, Shift makes smaller steps, the space bar sets the pen down and lifts it. "
    + "P is the pen, E the eraser, W the pen's width, N several digits, O opens a picture, C takes a photo, "
    + "S shows samples. Control Z undoes, Control Y redoes, Escape clears.",
  hint: "Draw a digit",
  hintMore: "or paste, drop or photograph one",
  penDown: "Pen down",
  penUp: "Pen up",

  tools: "Tools",
  pen: "Pen",
  eraser: "Eraser: takes whole strokes",
  undo: "Undo",
  redo: "Redo",
  clear: "Clear",
  several: "Several digits: read a number",
  open: "Open a picture",
  file: "A picture of a digit",
  camera: "Take a photo",
  samples: "Samples",
  sampleStar: "a star",
  undoKey: isApple ? "⌘ Z" : "Ctrl Z",
  redoKey: isApple ? "⌘ Y" : "Ctrl Y",
  clearKey: "Esc",

  reading: "Reading",
  retry: "Try now",
  seen: "What the model saw",
  seenAlt: "The drawing as the model saw it: 28 by 28 grey pixels",
  bars: "Probability of each digit, in percent",
  digits: "The digits one by one, with how sure each is",
  wrong: "Wrong?",
  corrections: "What was it?",
  noDigit: "No digit",
  thanks: "Thank you. It was kept to learn from.",

  unknown: "?",
  or: "or",
  waiting: "Ready",
  waitingDetail: "The answer appears here while you draw.",
  busy: "Reading",
  noOther: "No other digit comes close.",
  unsure: "Not sure",
  notADigit: "This does not look like a digit.",
  blank: "There is not enough ink to read.",
  unsureDetail: "No digit stands out.",
  noDigits: "No digits were found.",
  doubtfulNumber: "The digits marked are doubtful.",

  away: "The server is away",
  offline: "You are offline",
  offlineDetail: "You can go on drawing.",
  limited: "Too many requests",
  limitedDetail: "The server asked for a pause.",
  overloaded: "The server is busy",
  broken: "The server made a mistake",
  full: "The server keeps no more pictures",
  tooLarge: "The picture is too large",
  tooLargeDetail: "The server does not take pictures of this size.",
  unusable: "The picture cannot be read",
  locked: "The server wants a key",
  lockedDetail: "It answers programs that have one, not this page.",
  refused: "The server refused the picture",
  notAPicture: "This is not a picture",
  notAPictureDetail: "PNG, JPEG and what else this browser shows can be read.",
  retrying: "Trying again.",

  inside: "How it was read",
  insideEmpty: "Draw one digit to see how it is read.",
  insidePlain: "This server shows the way of the picture, but not the network at work.",
  saliency: "What the answer rests on",
  saliencyNote: "Covering the warm places would cost the answer most; covering the cold ones would help it.",
  saliencyAlt: "The model's picture, warm where the answer rests on it",
  code: "The same question from a program",
  codeEmpty: "Draw something to see the request that reads it.",
  codeNote: "The picture is cut short here. Copying takes all of it.",
  languages: "Language",
  request: "The request",
  copy: "Copy",
  copied: "Copied",
  copyByHand: "Copy it by hand",

  cameraTitle: "Take a photo",
  cameraStarting: "The camera is starting.",
  cameraAim: "Fill the frame with the digit.",
  cameraDenied: "This page may not use the camera. The browser's settings can allow it.",
  cameraMissing: "No camera was found.",
  cameraBroken: "The camera does not answer.",
  cameraInsecure: "Browsers give the camera to pages with HTTPS only.",
  shoot: "Take the photo",
  close: "Close",
  viewfinder: "What the camera sees",

  apiTitle: "The API",
  apiBack: "Back to drawing",
  apiLoading: "Loading the description.",
  apiMissing: "This server does not describe its API: it has no openapi.json.",
  apiAway: "The server is away. Reload the page to try again.",
  apiFile: "openapi.json",
  apiRoutes: "Routes",
  apiRequest: "Request",
  apiParameters: "Parameters",
  apiAnswers: "Answers",
  apiExample: "Example",
  required: "required",
};

/**
 * What the picture was at each step of its way to the network, by the server's names.
 * @type {Record<string, string>}
 */
const steps = {
  picture: "The picture, in grey",
  paper: "The paper, in even light",
  unruled: "Without its lines",
  ink: "Its ink",
  digit: "The digit alone",
  stroke: "With MNIST's stroke",
  input: "What the network sees",
};

const share = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const milliseconds = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });

/**
 * A probability as a number of percent. Never rounded up to 100: no answer is certain.
 * @param {number} probability 0 to 1
 */
export function percent(probability) {
  return share.format(Math.min(probability * 100, 99.9));
}

/** @param {number} confidence 0 to 1 */
export const sure = (confidence) => `${percent(confidence)}% sure`;

/**
 * @param {number} digit
 * @param {number} probability 0 to 1
 */
export const nextBest = (digit, probability) =>
  probability < 0.001 ? words.noOther : `Next best: ${digit}, at ${percent(probability)}%.`;

/**
 * @param {number} one
 * @param {number} other
 */
export const couldBe = (one, other) => `Could be ${one} or ${other}.`;

/** @param {number} count */
export const digitCount = (count) => count === 1 ? "One digit." : `${count} digits.`;

/** @param {number} seconds */
export const retryingIn = (seconds) => `Trying again in ${seconds} s.`;

/**
 * @param {string} statement
 * @param {string} detail
 */
export const spokenPair = (statement, detail) => detail === "" ? statement : `${statement}. ${detail}`;

/** @param {number} chosen 0 to 2 */
export const penWidthName = (chosen) => `Pen width: ${["fine", "medium", "broad"][chosen]}`;

/** @param {string} name */
export const sampleName = (name) => `Draw ${name}`;

/** @param {string} name the server's */
export const stepName = (name) => steps[name] ?? name;

/** @param {{layer: string, maps: number, width: number, height: number}} activation */
export const activationName = ({ layer, maps, width, height }) => `${layer}: ${maps} maps of ${width} × ${height}`;

/**
 * How long the answer took, in the server and as the person felt it, and who gave it.
 * @param {{serverTime: number | null, totalTime: number, model: string}} answer times in milliseconds
 */
export function timing({ serverTime, totalTime, model }) {
  const inside = serverTime === null ? "" : `Read in ${milliseconds.format(serverTime)} ms, `;
  const whole = `${milliseconds.format(totalTime)} ms in all`;
  return [inside + whole, model].filter((part) => part !== "").join(" · ");
}
