// @ts-check
/** JSON Schemas of an OpenAPI 3.1 description, as rows to read: pure functions. */

/** How deep objects are followed. */
const deepest = 6;

/**
 * @typedef {object} Row
 * @property {string} name the path of a member, such as `digits[].box.x`
 * @property {string} type
 * @property {string} text
 * @property {boolean} isRequired
 */

/**
 * Follows a `$ref` within the document.
 * @param {any} api the document
 * @param {any} part
 * @returns {any}
 */
export function resolved(api, part) {
  for (let steps = 0; typeof part?.$ref === "string" && steps < deepest; steps += 1) {
    const path = part.$ref.replace(/^#\//, "").split("/").map((/** @type {string} */ key) =>
      decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~"));
    part = path.reduce((/** @type {any} */ node, /** @type {string} */ key) => node?.[key], api);
  }
  return part;
}

/**
 * The members of an object, and of the objects in it.
 * @param {any} api the document
 * @param {any} schema
 * @param {string} [prefix]
 * @param {any[]} [above] the schemas that this one is in: one may contain itself
 * @returns {Row[]}
 */
export function members(api, schema, prefix = "", above = []) {
  const whole = resolved(api, schema);
  if (whole === undefined || above.includes(whole) || above.length > deepest) return [];
  const path = [...above, whole];
  const parts = [...(whole.allOf ?? []), ...(whole.oneOf ?? []), ...(whole.anyOf ?? [])];
  const inherited = parts.flatMap((part) => members(api, part, prefix, path));
  if (whole.items !== undefined) return [...inherited, ...members(api, whole.items, `${prefix}[]`, path)];
  const own = Object.entries(whole.properties ?? {}).flatMap(([key, value]) => {
    const name = prefix === "" ? key : `${prefix}.${key}`;
    const member = resolved(api, value);
    const isRequired = (whole.required ?? []).includes(key);
    const row = { name, type: typeName(api, member), text: member?.description ?? "", isRequired };
    return [row, ...members(api, member, name, path)];
  });
  return unique([...own, ...inherited]);
}

/**
 * What a value is, in a word or two: "integer, 0 to 9", "array of string".
 * @param {any} api
 * @param {any} schema
 * @returns {string}
 */
export function typeName(api, schema) {
  const whole = resolved(api, schema);
  const choices = whole?.oneOf ?? whole?.anyOf;
  if (choices !== undefined) {
    return [...new Set(choices.map((/** @type {any} */ choice) => typeName(api, choice)))].join(" or ");
  }
  if (whole?.const !== undefined) return JSON.stringify(whole.const);
  const values = whole?.enum?.map((/** @type {any} */ each) => JSON.stringify(each));
  if (values !== undefined) return values.join(" or ");
  const name = [whole?.type ?? "any"].flat().join(" or ");
  if (whole?.items !== undefined) return `${name} of ${typeName(api, whole.items)}`;
  const range = [whole?.minimum, whole?.maximum].filter((end) => end !== undefined);
  return range.length === 2 ? `${name}, ${range.join(" to ")}` : name;
}

/**
 * @param {Row[]} rows
 */
function unique(rows) {
  return rows.filter(({ name }, index) => rows.findIndex((other) => other.name === name) === index);
}
