// @ts-check
/** Reads the server's description of itself and shows it, route by route. */
import { element, fillWords, made } from "./elements.js";
import { members, resolved, typeName } from "./schema.js";
import { words } from "./words.js";

fillWords();
const about = element("about", HTMLElement);
about.textContent = words.apiLoading;
await show();

async function show() {
  try {
    const response = await fetch("openapi.json");
    if (!response.ok) return say(words.apiMissing);
    const api = await response.json();
    say(api.info?.description ?? "");
    for (const [path, item] of Object.entries(api.paths ?? {})) {
      for (const method of ["get", "post", "put", "delete"]) {
        if (item[method] !== undefined) add(api, method.toUpperCase(), path, item[method]);
      }
    }
  } catch (error) {
    say(error instanceof SyntaxError ? words.apiMissing : words.apiAway);
  }
}

/** @param {string} text */
function say(text) {
  about.replaceChildren(...prose(text));
}

/**
 * Text in which `these marks` are about names.
 * @param {string} text
 */
function prose(text) {
  return text.split("`").map((part, index) => index % 2 === 1 ? made("code", "", part) : part);
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {string} text
 */
function told(tag, className, text) {
  const node = made(tag, className);
  node.append(...prose(text));
  return node;
}

/**
 * @param {any} api
 * @param {string} method
 * @param {string} path
 * @param {any} operation
 */
function add(api, method, path, operation) {
  const id = `${method}${path}`.replaceAll(/[^A-Za-z0-9]+/g, "-");
  const link = made("a", "quiet", `${method} ${path}`);
  link.setAttribute("href", `#${id}`);
  element("routes", HTMLElement).append(link);

  const section = made("section", "panel");
  section.id = id;
  const title = made("h2", "");
  title.append(made("span", "method", method), ` ${path}`);
  section.append(title, told("p", "", operation.summary ?? ""));
  if (operation.description !== undefined) section.append(told("p", "note", operation.description));
  const parameters = (operation.parameters ?? []).map((/** @type {any} */ each) => {
    const { name, description = "", required = false, schema } = resolved(api, each);
    return { name, type: typeName(api, schema), text: description, isRequired: required };
  });
  if (parameters.length > 0) section.append(made("h3", "", words.apiParameters), table(parameters));
  addContent(api, section, words.apiRequest, resolved(api, operation.requestBody)?.content);
  section.append(made("h3", "", words.apiAnswers), ...answers(api, operation.responses));
  element("operations", HTMLElement).append(section);
}

/**
 * @param {any} api
 * @param {any} responses
 */
function answers(api, responses) {
  return Object.entries(responses ?? {}).map(([status, reference]) => {
    const response = resolved(api, reference);
    const details = made("details", "answer");
    const summary = made("summary", "");
    summary.append(made("span", "method", status), " ", ...prose(response?.description ?? ""));
    details.append(summary);
    addContent(api, details, "", response?.content);
    return details;
  });
}

/**
 * @param {any} api
 * @param {HTMLElement} place
 * @param {string} title
 * @param {any} content media types
 */
function addContent(api, place, title, content) {
  for (const [type, media] of Object.entries(content ?? {})) {
    place.append(made("h3", "", [title, type].filter((part) => part !== "").join(": ")));
    const schema = resolved(api, media.schema);
    const rows = members(api, schema);
    if (rows.length > 0) place.append(table(rows));
    else if (schema?.description !== undefined) place.append(told("p", "note", schema.description));
    const [first] = /** @type {any[]} */ (Object.values(media.examples ?? {}));
    const example = media.example ?? resolved(api, first)?.value ?? schema?.examples?.[0];
    if (example === undefined) continue;
    const text = typeof example === "string" ? example : JSON.stringify(example, null, 2);
    const code = made("pre", "", text);
    code.tabIndex = 0;
    code.setAttribute("role", "region");
    code.ariaLabel = words.apiExample;
    place.append(code);
  }
}

/** @param {import("./schema.js").Row[]} rows */
function table(rows) {
  const list = made("dl", "members");
  for (const { name, type, text, isRequired } of rows) {
    const term = made("dt", "");
    term.append(made("code", "", name), made("span", "type", isRequired ? `${type}, ${words.required}` : type));
    list.append(term, told("dd", "", text));
  }
  return list;
}
