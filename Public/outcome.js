// @ts-check
/**
 * What the server said, as checked values: answers, numbers and troubles.
 *
 * @typedef {object} Answer
 * @property {"answer"} kind
 * @property {number} digit 0 to 9
 * @property {number} confidence 0 to 1
 * @property {number[]} probabilities ten, one a digit
 * @property {boolean} accepted
 * @property {string | null} reason why it was not accepted: "blank", "not_a_digit" or "ambiguous"
 * @property {Step[]} steps what the picture was on its way to the network, as far as the server showed it
 * @property {number[][] | null} saliency 28 rows of 28: what the answer rests on, -1 to 1
 * @property {Activation[]} activations
 * @property {string} model name and version, or empty
 * @property {number | null} serverTime milliseconds
 * @property {number} totalTime milliseconds
 *
 * @typedef {{name: string, image: string}} Step its picture as a `data:` URL
 * @typedef {{layer: string, maps: number, width: number, height: number, image: string}} Activation
 *
 * @typedef {object} NumberRead
 * @property {"number"} kind
 * @property {string} text the digits, lines separated by line feeds
 * @property {number} confidence 0 to 1
 * @property {boolean} accepted
 * @property {string | null} reason
 * @property {DigitRead[]} digits
 * @property {string} model
 * @property {number | null} serverTime milliseconds
 * @property {number} totalTime milliseconds
 *
 * @typedef {object} DigitRead
 * @property {number} digit
 * @property {number} confidence 0 to 1
 * @property {boolean} accepted
 * @property {{x: number, y: number, width: number, height: number}} box in pixels of the picture
 *
 * @typedef {object} Trouble
 * @property {"trouble"} kind
 * @property {Cause} cause
 * @property {string} message the server's own words, or empty
 * @property {boolean} isPassing whether the same question may do better later
 * @property {number | null} retryAfter milliseconds, where the server said so
 *
 * @typedef {"away" | "offline" | "limited" | "overloaded" | "broken" | "full" | "tooLarge" | "unusable" | "locked"
 *   | "refused" | "notAPicture"} Cause
 * @typedef {Answer | NumberRead | Trouble} Outcome
 */

/**
 * @param {any} body of `/predict`
 * @param {number} totalTime milliseconds
 * @returns {Answer | null} `null` where the body is no answer
 */
export function answerOf(body, totalTime) {
  const probabilities = body?.probabilities;
  const isAnswer = Number.isInteger(body?.digit) && Number.isFinite(body?.confidence)
    && Array.isArray(probabilities) && probabilities.length === 10 && probabilities.every(Number.isFinite);
  if (!isAnswer) return null;
  const { digit, confidence, explanation, saliency, activations } = body;
  return {
    kind: "answer",
    digit,
    confidence,
    probabilities,
    accepted: body.accepted !== false,
    reason: body.reason ?? null,
    steps: pictures(explanation?.steps),
    saliency: Array.isArray(saliency?.map) ? saliency.map : null,
    activations: pictures(activations),
    ...origin(body, totalTime),
  };
}

/**
 * @param {any} body of `/read`
 * @param {number} totalTime milliseconds
 * @returns {NumberRead | null} `null` where the body is no answer
 */
export function numberOf(body, totalTime) {
  const digits = body?.digits;
  const isNumber = typeof body?.text === "string" && Array.isArray(digits)
    && digits.every((each) => Number.isInteger(each?.digit) && Number.isFinite(each?.box?.width));
  if (!isNumber) return null;
  const { text, confidence, accepted, reason } = body;
  return { kind: "number", text, confidence, accepted, reason, digits, ...origin(body, totalTime) };
}

/**
 * @param {any} body
 * @param {number} totalTime milliseconds
 */
function origin(body, totalTime) {
  return {
    model: [body.model?.name, body.model?.version].filter((part) => part !== undefined).join(" "),
    serverTime: Number.isFinite(body.timing_ms?.total) ? body.timing_ms.total : null,
    totalTime,
  };
}

const scheme = "data:image/png;base64,";

/**
 * Those of a list that have a picture, in base64 or as a `data:` URL.
 * @param {any} list
 * @returns {any[]}
 */
function pictures(list) {
  if (!Array.isArray(list)) return [];
  return list.filter((item) => typeof item?.image === "string").map((item) => {
    const { image } = item;
    return { ...item, image: image.startsWith(scheme) ? image : scheme + image };
  });
}

/**
 * @param {Response} response
 * @param {any} body
 * @returns {Trouble}
 */
export function refusalOf(response, body) {
  const message = String(body?.error?.message ?? "");
  const seconds = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  const retryAfter = Number.isNaN(seconds) ? null : seconds * 1000;
  const isPassing = response.status === 429 || (response.status >= 500 && response.status !== 507);
  return { kind: "trouble", cause: causeOf(response.status), message, isPassing, retryAfter };
}

/**
 * @param {number} status
 * @returns {Cause}
 */
function causeOf(status) {
  switch (status) {
    case 401: case 403: return "locked";
    case 413: return "tooLarge";
    case 422: return "unusable";
    case 429: return "limited";
    case 503: return "overloaded";
    case 502: case 504: return "away"; // A proxy answers in the server's place.
    case 507: return "full";
    default: return status < 500 ? "refused" : "broken";
  }
}

/**
 * What was brought in is no picture: nothing to ask the server about.
 * @type {Trouble}
 */
export const notAPicture = { kind: "trouble", cause: "notAPicture", message: "", isPassing: false, retryAfter: null };

/**
 * A failure without a word from the server; asking again may help.
 * @param {Cause} cause
 * @returns {Trouble}
 */
export function silence(cause) {
  return { kind: "trouble", cause, message: "", isPassing: true, retryAfter: null };
}
