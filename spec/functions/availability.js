import { isObject, nodesOf } from "./nodes-of.js";

/** @typedef {{ message: string, path: (string | number)[] }} Result */
/** @typedef {{ label: string, path: (string | number)[] }} Place */

/**
 * @typedef {object} Vocabulary The words that an `x-availability` declares.
 * @property {string[]} words
 * @property {string[]} groups
 */

/** The fields of a schema that belong on a property only. */
const ON_PROPERTIES = ["x-available-for", "x-differs-for"];

/**
 * `x-availability` of a schema declares words, and the `x-available-for` and `x-differs-for` of its properties, and
 * `x-tells` of enumerations use only those.
 * @param {unknown} document
 * @returns {Result[]}
 */
export default function availability(document) {
  /** @type {Result[]} */
  const results = [];
  const nodes = [...nodesOf(document)].filter(({ kind }) => kind === "schema");
  const properties = new Set(
    nodes.flatMap(({ value }) => (isObject(value.properties) ? Object.values(value.properties) : [])),
  );
  for (const { value, path, label } of nodes) {
    const declared = value["x-availability"];
    if (declared !== undefined) {
      results.push(...checkDeclaration(declared, value, document, { label, path: [...path, "x-availability"] }));
    }
    if (value["x-tells"] !== undefined) {
      results.push(...checkTells(value, nodes, { label, path: [...path, "x-tells"] }));
    }
    for (const field of ON_PROPERTIES.filter((field) => value[field] !== undefined && !properties.has(value))) {
      const message = `${label} has ${field}, which belongs on a property: move it there or delete it.`;
      results.push({ message, path: [...path, field] });
    }
    for (const [name, property] of Object.entries(isObject(value.properties) ? value.properties : {})) {
      if (!isObject(property)) continue;
      const place = { label: `${label}.${name}`, path: [...path, "properties", name] };
      results.push(...checkUses(property, declared, label, place));
    }
  }
  return results;
}

/**
 * @param {unknown} declared
 * @returns {Vocabulary}
 */
function vocabularyOf(declared) {
  const { values, groups } = isObject(declared) ? declared : {};
  return {
    words: isObject(values) ? Object.keys(values) : [],
    groups: isObject(groups) ? Object.keys(groups) : [],
  };
}

/**
 * @param {Record<string, unknown>} property
 * @param {unknown} declared
 * @param {string} schema
 * @param {Place} place
 * @returns {Result[]}
 */
function checkUses(property, declared, schema, { label, path }) {
  const { words, groups } = vocabularyOf(declared);
  return ON_PROPERTIES.filter((field) => property[field] !== undefined).flatMap((field) => {
    const at = [...path, field];
    if (!isObject(declared)) {
      return [
        { message: `${label} has ${field}, but ${schema} has no x-availability to declare its words.`, path: at },
      ];
    }
    const place = { label: `${field} of ${label}`, path: at };
    const known = [...words, ...groups];
    return field === "x-available-for"
      ? checkWords(property[field], known, place)
      : checkDifferences(property[field], known, place);
  });
}

/**
 * @param {unknown} differences
 * @param {string[]} known
 * @param {Place} place
 * @returns {Result[]}
 */
function checkDifferences(differences, known, { label, path }) {
  if (!isObject(differences) || Object.keys(differences).length === 0) {
    return [
      { message: `${label} is empty or not an object: say what differs for at least one word, or delete it.`, path },
    ];
  }
  return Object.entries(differences).flatMap(([word, says]) => {
    const at = [...path, word];
    if (!known.includes(word)) {
      return [{ message: `${label} has an unknown word "${word}": use ${choice(known)}.`, path: at }];
    }
    if (!isObject(says) || Object.keys(says).length === 0) {
      return [
        { message: `${label} says nothing for "${word}": give it keywords such as default, or delete it.`, path: at },
      ];
    }
    const { default: usual, minimum = -Infinity, maximum = Infinity } = says;
    if (minimum > maximum) {
      return [{ message: `${label} allows no value for "${word}": its minimum is above its maximum.`, path: at }];
    }
    if (typeof usual === "number" && (usual < Number(minimum) || usual > Number(maximum))) {
      return [{ message: `${label} gives "${word}" the default ${usual}, which its own limits forbid.`, path: at }];
    }
    return [];
  });
}

/**
 * @param {Record<string, unknown>} schema
 * @param {readonly { value: Record<string, unknown> }[]} nodes
 * @param {Place} place
 * @returns {Result[]}
 */
function checkTells({ "x-tells": tells, enum: values }, nodes, { label, path }) {
  const subject = `x-tells of ${label}`;
  if (!Array.isArray(values)) {
    return [{ message: `${label} has x-tells, which belongs on an enumeration: move it there or delete it.`, path }];
  }
  const { name, words, ...others } = isObject(tells) ? tells : {};
  const declared = nodes
    .map(({ value }) => value["x-availability"])
    .find((given) => isObject(given) && given.name === name && given.property === undefined);
  if (!isObject(words) || Object.keys(words).length === 0 || Object.keys(others).length > 0) {
    return [
      { message: `${subject} takes two fields: name, and words with a word for each value that tells one.`, path },
    ];
  }
  if (declared === undefined) {
    const message = `${subject} names ${JSON.stringify(name)}: name an x-availability that has no property.`;
    return [{ message, path: [...path, "name"] }];
  }
  const known = vocabularyOf(declared);
  return Object.entries(words).flatMap(([value, word]) => {
    const at = [...path, "words", value];
    if (!values.includes(value)) {
      return [
        { message: `${subject} has "${value}", which is not one of its values: correct it or delete it.`, path: at },
      ];
    }
    return checkWord(word, [...known.words, ...known.groups], { label: subject, path: at });
  });
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
  const { name, property, values, groups = {}, ...others } = declared;
  /** @type {Result[]} */
  const results = Object.keys(others).map((field) => ({
    message: `${subject} has an unknown field "${field}": it takes name, property, values and groups.`,
    path: [...path, field],
  }));
  if (typeof name !== "string" || !/^([A-Z][a-z0-9]+)+$/.test(name)) {
    const message = `${subject} needs a name: a noun in PascalCase for what its words tell apart, such as Trainer.`;
    results.push({ message, path: [...path, "name"] });
  }
  for (const [word, meaning] of Object.entries(values)) {
    results.push(...checkMeaning(word, meaning, [], { label: subject, path: [...path, "values", word] }));
  }
  for (const [group, meaning] of Object.entries(isObject(groups) ? groups : {})) {
    const place = { label: subject, path: [...path, "groups", group] };
    results.push(...checkMeaning(group, meaning, ["includes"], place));
    if (group in values) {
      results.push({
        message: `${subject} has "${group}" twice, as a word and as a group: rename one.`,
        path: place.path,
      });
    }
    const included = { label: `includes of "${group}" in ${subject}`, path: [...place.path, "includes"] };
    results.push(...checkWords(isObject(meaning) ? meaning.includes : undefined, Object.keys(values), included));
  }
  if (property !== undefined) {
    results.push(...checkProperty(property, values, schema, document, { label: subject, path }));
  }
  return results;
}

/**
 * @param {string} word
 * @param {unknown} meaning
 * @param {string[]} more fields that it takes besides its title and its description
 * @param {Place} place
 * @returns {Result[]}
 */
function checkMeaning(word, meaning, more, { label, path }) {
  const { title, description, ...others } = isObject(meaning) ? meaning : {};
  const unknown = Object.keys(others).filter((field) => !more.includes(field));
  const fields = ["title", "description", ...more];
  const takes = `${fields.slice(0, -1).join(", ")} and ${fields.at(-1)}`;
  /** @type {Result[]} */
  const results = unknown.map((field) => ({
    message: `${label} gives "${word}" an unknown field "${field}": it takes ${takes}.`,
    path: [...path, field],
  }));
  if (typeof title !== "string" || typeof description !== "string" || !title || !description) {
    results.push({ message: `${label} does not say what "${word}" means: give it a title and a description.`, path });
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
    const isRepeated = words.indexOf(word) !== index;
    return isRepeated
      ? [{ message: `${label} has ${JSON.stringify(word)} twice: delete one.`, path: at }]
      : checkWord(word, known, { label, path: at });
  });
}

/**
 * @param {unknown} word
 * @param {string[]} known
 * @param {Place} place
 * @returns {Result[]}
 */
function checkWord(word, known, { label, path }) {
  if (typeof word === "string" && known.includes(word)) return [];
  return [{ message: `${label} has an unknown word ${JSON.stringify(word)}: use ${choice(known)}.`, path }];
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
  const alien = Object.keys(values).filter((word) => !allowed.includes(word));
  return [
    ...missing.map((value) => ({
      message: `${label} leaves out "${value}", a value of its property "${property}": add it to the words.`,
      path: [...path, "values"],
    })),
    ...alien.map((word) => ({
      message: `${label} has the word "${word}", which is not a value of its property "${property}": make it a group, or delete it.`,
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
