/**
 * An object in an OpenAPI description.
 * @typedef {object} Node
 * @property {string} kind `schema`, `operation`, `parameter`, ...
 * @property {Record<string, unknown>} value
 * @property {(string | number)[]} path
 * @property {string} label Its name in messages: `TrainingParameters.age`, `PUT /lamps/{lampId}`.
 */

const one = (/** @type {string} */ kind) => ({ kind, holds: "one" });
const list = (/** @type {string} */ kind) => ({ kind, holds: "list" });
const map = (/** @type {string} */ kind) => ({ kind, holds: "map" });

const header = { schema: one("schema"), content: map("mediaType"), examples: map("example") };

/**
 * The fields of each kind of object that hold further objects. Any other field is text or data, such as the value of an
 * example, a default, or a foreign extension. So a key of data is never mistaken for a keyword.
 * @type {Record<string, Record<string, { kind: string, holds: string }>>}
 */
const fields = {
  document: {
    info: one("info"),
    servers: list("server"),
    tags: list("tag"),
    externalDocs: one("externalDocs"),
    paths: map("pathItem"),
    webhooks: map("pathItem"),
    components: one("components"),
  },
  info: { contact: one("contact"), license: one("license") },
  server: { variables: map("serverVariable") },
  tag: { externalDocs: one("externalDocs") },
  pathItem: {
    servers: list("server"),
    parameters: list("parameter"),
    get: one("operation"),
    put: one("operation"),
    post: one("operation"),
    delete: one("operation"),
    options: one("operation"),
    head: one("operation"),
    patch: one("operation"),
    trace: one("operation"),
  },
  operation: {
    servers: list("server"),
    externalDocs: one("externalDocs"),
    parameters: list("parameter"),
    requestBody: one("requestBody"),
    responses: map("response"),
    callbacks: map("callback"),
  },
  callback: { "*": map("pathItem") },
  parameter: header,
  header,
  requestBody: { content: map("mediaType") },
  response: { headers: map("header"), content: map("mediaType"), links: map("link") },
  mediaType: { schema: one("schema"), examples: map("example"), encoding: map("encoding") },
  encoding: { headers: map("header") },
  link: { server: one("server") },
  components: {
    securitySchemes: map("securityScheme"),
    parameters: map("parameter"),
    headers: map("header"),
    requestBodies: map("requestBody"),
    responses: map("response"),
    schemas: map("schema"),
    examples: map("example"),
    links: map("link"),
    callbacks: map("callback"),
    pathItems: map("pathItem"),
  },
  securityScheme: { flows: map("flow") },
  schema: {
    properties: map("schema"),
    patternProperties: map("schema"),
    dependentSchemas: map("schema"),
    $defs: map("schema"),
    items: one("schema"),
    additionalProperties: one("schema"),
    unevaluatedProperties: one("schema"),
    unevaluatedItems: one("schema"),
    propertyNames: one("schema"),
    contains: one("schema"),
    not: one("schema"),
    if: one("schema"),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema. Nothing awaits this table.
    then: one("schema"),
    else: one("schema"),
    prefixItems: list("schema"),
    allOf: list("schema"),
    anyOf: list("schema"),
    oneOf: list("schema"),
    externalDocs: one("externalDocs"),
    "x-availability": one("availability"),
    "x-differs-for": map("difference"),
  },
  availability: { values: map("word"), groups: map("word") },
};

/**
 * The objects of a description, from the outside in. It follows no `$ref`, so it visits each object once, in its place.
 * @param {unknown} document
 * @returns {Generator<Node>}
 */
export function* nodesOf(document) {
  if (isObject(document)) yield* within({ kind: "document", value: document, path: [], label: "" });
}

/**
 * Whether a value is an object with fields.
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {Node} node
 * @returns {Generator<Node>}
 */
function* within(node) {
  yield node;
  for (const [field, { kind, holds }] of Object.entries(fields[node.kind] ?? {})) {
    const held = field === "*" ? node.value : node.value[field];
    if (typeof held !== "object" || held === null) continue;
    const path = field === "*" ? node.path : [...node.path, field];
    if (holds === "one") {
      if (isObject(held)) yield* within({ kind, value: held, path, label: labelOf(node, field) });
      continue;
    }
    if (Array.isArray(held) !== (holds === "list")) continue;
    for (const [key, value] of Object.entries(held)) {
      if (!isObject(value)) continue;
      const isList = holds === "list";
      const name = isList && typeof value.name === "string" ? value.name : key;
      yield* within({ kind, value, path: [...path, isList ? Number(key) : key], label: labelOf(node, field, name) });
    }
  }
}

/**
 * @param {Node} parent
 * @param {string} field
 * @param {string} [name]
 * @returns {string}
 */
function labelOf(parent, field, name) {
  if (field === "properties") return `${parent.label}.${name}`;
  if (field === "items") return `${parent.label}[]`;
  if (parent.kind === "components" || field === "paths") return name ?? field;
  if (parent.kind === "pathItem" && name === undefined) return `${field.toUpperCase()} ${parent.label}`;
  return [parent.label, field, name].filter(Boolean).join(" › ");
}
