// @ts-check
/**
 * One question to the server, and its answer as a checked value.
 *
 * @typedef {object} Answer
 * @property {"answer"} kind
 * @property {number} digit 0 to 9
 * @property {number} confidence 0 to 1
 * @property {number[]} probabilities ten, one a digit
 * @property {boolean} accepted
 * @property {string | null} reason why it was not accepted: "blank", "not_a_digit" or "ambiguous"
 * @property {string | null} seen the model's 28x28 as a `data:` URL
 * @property {string} model name and version, or empty
 * @property {number | null} serverTime milliseconds
 * @property {number} totalTime milliseconds
 *
 * @typedef {object} Trouble
 * @property {"trouble"} kind
 * @property {"away" | "limited" | "overloaded" | "broken" | "tooLarge" | "refused"} cause
 * @property {string} message the server's own words, or empty
 * @property {boolean} isPassing whether the same question may do better later
 * @property {number | null} retryAfter milliseconds, where the server said so
 *
 * @typedef {Answer | Trouble} Outcome
 */

/** How long the server may take before it counts as away, in milliseconds. */
const patience = 10_000;

/**
 * Asks what a picture shows. Every failure is an outcome; nothing is thrown.
 * @param {string} image a PNG as a `data:` URL
 * @param {AbortController} controller aborts the question
 * @returns {Promise<Outcome>}
 */
export async function predict(image, controller) {
  const start = performance.now();
  const deadline = setTimeout(() => controller.abort(), patience);
  try {
    const response = await fetch("predict", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ image, explain: true }),
      signal: controller.signal,
    });
    const body = parsed(await response.text());
    if (!response.ok) return refusal(response, body);
    return answer(body, performance.now() - start) ?? silence("broken");
  } catch {
    return silence("away"); // No connection, a cut one, or out of patience.
  } finally {
    clearTimeout(deadline);
  }
}

/**
 * @param {string} text
 * @returns {any} `null` where it is not JSON
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {any} body
 * @param {number} totalTime milliseconds
 * @returns {Answer | null} `null` where the body is no answer
 */
function answer(body, totalTime) {
  const probabilities = body?.probabilities;
  const isAnswer = Number.isInteger(body?.digit) && Number.isFinite(body?.confidence)
    && Array.isArray(probabilities) && probabilities.length === 10 && probabilities.every(Number.isFinite);
  if (!isAnswer) return null;
  return {
    kind: "answer",
    digit: body.digit,
    confidence: body.confidence,
    probabilities,
    accepted: body.accepted !== false,
    reason: body.reason ?? null,
    seen: seen(body.explanation?.steps),
    model: [body.model?.name, body.model?.version].filter((part) => part !== undefined).join(" "),
    serverTime: Number.isFinite(body.timing_ms?.total) ? body.timing_ms.total : null,
    totalTime,
  };
}

/**
 * @param {any} steps
 * @returns {string | null}
 */
function seen(steps) {
  const input = Array.isArray(steps) ? steps.find((step) => step?.name === "input") : undefined;
  return String(input?.image).startsWith("data:image/png;base64,") ? input.image : null;
}

/**
 * @param {Response} response
 * @param {any} body
 * @returns {Trouble}
 */
function refusal(response, body) {
  const message = String(body?.error?.message ?? "");
  const seconds = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  const retryAfter = Number.isNaN(seconds) ? null : seconds * 1000;
  const isPassing = response.status >= 500 || response.status === 429;
  return { kind: "trouble", cause: cause(response.status), message, isPassing, retryAfter };
}

/**
 * @param {number} status
 * @returns {Trouble["cause"]}
 */
function cause(status) {
  switch (status) {
    case 413: return "tooLarge";
    case 429: return "limited";
    case 503: return "overloaded";
    case 502: case 504: return "away"; // A proxy answers in the server's place.
    default: return status < 500 ? "refused" : "broken";
  }
}

/**
 * A failure without a word from the server; asking again may help.
 * @param {Trouble["cause"]} cause
 * @returns {Trouble}
 */
function silence(cause) {
  return { kind: "trouble", cause, message: "", isPassing: true, retryAfter: null };
}
