import { isObject, nodesOf } from "./nodes-of.js";

/** @typedef {{ message: string, path: (string | number)[] }} Result */
/** @typedef {{ label: string, path: (string | number)[] }} Place */

/**
 * `x-availability` of a schema declares words, and `x-available-for` of its properties uses only those.
 * @param {unknown} document
 * @returns {Result[]}
 */
export default function availability(document) {
  /** @type {Result[]} */
  const results = [];
  const properties = new Set();
  for (const { kind, value, path, label } of nodesOf(document)) {
    if (kind !== "schema") continue;
    const declared = value["x-availability"];
    if (declared !== undefined) {
      results.push(...checkDeclaration(declared, value, document, { label, path: [...path, "x-availability"] }));
    }
    if (value["x-available-for"] !== undefined && !properties.has(value)) {
      const message = `${label} has x-available-for, which belongs on a property: move it there or delete it.`;
      results.push({ message, path: [...path, "x-available-for"] });
    }
    if (!isObject(value.properties)) continue;
    for (const [name, property] of Object.entries(value.properties)) {
      if (!isObject(property)) continue;
      properties.add(property);
      if (property["x-available-for"] === undefined) continue;
      const place = { label: `${label}.${name}`, path: [...path, "properties", name, "x-available-for"] };
      results.push(...checkUse(property["x-available-for"], declared, label, place));
    }
  }
  return results;
}

/**
 * @param {unknown} words
 * @param {unknown} declared
 * @param {string} schema
 * @param {Place} place
 * @returns {Result[]}
 */
function checkUse(words, declared, schema, { label, path }) {
  if (!isObject(declared)) {
    return [
      { message: `${label} has x-available-for, but ${schema} has no x-availability to declare its words.`, path },
    ];
  }
  const known = isObject(declared.values) ? Object.keys(declared.values) : [];
  return checkWords(words, known, { label: `x-available-for of ${label}`, path });
}

/**
 * @param {unknown} declared
 * @param {Record<string, unknown>} schema
 * @param {unknown} document
 * @param {Place} place
 * @returns {Result[]}
 */
function checkDeclaration(declared, schema, document, { label, path }) {
  const subject = `x-availability of ${label}`;
  if (!isObject(declared) || !isObject(declared.values) || Object.keys(declared.values).length === 0) {
    return [{ message: `${subject} declares no words: list them under values.`, path }];
  }
  const { name, property, values, ...others } = declared;
  /** @type {Result[]} */
  const results = Object.keys(others).map((field) => ({
    message: `${subject} has an unknown field "${field}": it takes name, property and values.`,
    path: [...path, field],
  }));
  if (typeof name !== "string" || !/^([A-Z][a-z0-9]+)+$/.test(name)) {
    const message = `${subject} needs a name: a noun in PascalCase for what its words tell apart, such as Trainer.`;
    results.push({ message, path: [...path, "name"] });
  }
  for (const [word, meaning] of Object.entries(values)) {
    results.push(...checkMeaning(word, meaning, values, { label: subject, path: [...path, "values", word] }));
  }
  if (property !== undefined) {
    results.push(...checkProperty(property, values, schema, document, { label: subject, path }));
  }
  return results;
}

/**
 * @param {string} word
 * @param {unknown} meaning
 * @param {Record<string, unknown>} values
 * @param {Place} place
 * @returns {Result[]}
 */
function checkMeaning(word, meaning, values, { label, path }) {
  const { title, description, includes, ...others } = isObject(meaning) ? meaning : {};
  /** @type {Result[]} */
  const results = Object.keys(others).map((field) => ({
    message: `${label} gives "${word}" an unknown field "${field}": a word takes title, description and includes.`,
    path: [...path, field],
  }));
  if (typeof title !== "string" || typeof description !== "string" || !title || !description) {
    results.push({ message: `${label} does not say what "${word}" means: give it a title and a description.`, path });
  }
  if (includes !== undefined) {
    // Only one level deep, so that it is clear at a glance what a word stands for.
    const single = Object.keys(values).filter((other) => {
      const value = values[other];
      return !(isObject(value) && value.includes !== undefined);
    });
    results.push(
      ...checkWords(includes, single, { label: `includes of "${word}" in ${label}`, path: [...path, "includes"] }),
    );
  }
  return results;
}

/**
 * @param {unknown} words
 * @param {string[]} known
 * @param {Place} place
 * @returns {Result[]}
 */
function checkWords(words, known, { label, path }) {
  if (!Array.isArray(words) || words.length === 0) {
    return [{ message: `${label} is empty or not a list: name at least one word, or delete it.`, path }];
  }
  return words.flatMap((word, index) => {
    const at = [...path, index];
    if (!known.includes(word)) {
      return [{ message: `${label} has an unknown word ${JSON.stringify(word)}: use ${choice(known)}.`, path: at }];
    }
    if (words.indexOf(word) !== index)
      return [{ message: `${label} has ${JSON.stringify(word)} twice: delete one.`, path: at }];
    return [];
  });
}

/**
 * @param {unknown} property
 * @param {Record<string, unknown>} values
 * @param {Record<string, unknown>} schema
 * @param {unknown} document
 * @param {Place} place
 * @returns {Result[]}
 */
function checkProperty(property, values, schema, document, { label, path }) {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const held = typeof property === "string" ? resolve(properties[property], document) : undefined;
  const allowed = isObject(held) ? held.enum : undefined;
  if (!Array.isArray(allowed)) {
    const message = `${label} says that ${JSON.stringify(property)} holds the word: name a property of the schema that is an enumeration.`;
    return [{ message, path: [...path, "property"] }];
  }
  const missing = allowed.filter((value) => !(String(value) in values));
  const alien = Object.entries(values).filter(
    ([word, meaning]) => !allowed.includes(word) && !(isObject(meaning) && meaning.includes !== undefined),
  );
  return [
    ...missing.map((value) => ({
      message: `${label} leaves out "${value}", a value of its property "${property}": add it to the words.`,
      path: [...path, "values"],
    })),
    ...alien.map(([word]) => ({
      message: `${label} has the word "${word}", which is not a value of its property "${property}": add includes to it, or delete it.`,
      path: [...path, "values", word],
    })),
  ];
}

/**
 * @param {unknown} schema
 * @param {unknown} document
 * @returns {unknown}
 */
function resolve(schema, document) {
  const reference = isObject(schema) ? schema.$ref : undefined;
  if (typeof reference !== "string") return schema;
  /** @type {unknown} */
  let target = document;
  for (const segment of reference.replace(/^#\//, "").split("/")) {
    target = isObject(target) ? target[segment.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  }
  return target;
}

/** @param {string[]} words */
function choice(words) {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} or ${words.at(-1)}` : (words[0] ?? "no word at all");
}
