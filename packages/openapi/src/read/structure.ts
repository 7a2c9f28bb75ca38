import {
  type BaseResolver,
  type Config,
  type Document,
  getTypes,
  isRef,
  type Location,
  type NodeType,
  type NormalizedNodeType,
  normalizeTypes,
  normalizeVisitors,
  type Oas3Visitor,
  resolveDocument,
  type UserContext,
  walkDocument,
  YamlParseError,
} from "@redocly/openapi-core";
import { httpMethods, isRecord } from "../document.ts";
import { keysOf, valueAt } from "../pointer.ts";
import type { Problem } from "./problems.ts";
import { errorAt, syntaxProblems, unresolvedRef } from "./redocly-problems.ts";
import { convert, isOk, type Scalar } from "./scalars.ts";

/** The fields of each version, by the name that Redocly has for it. */
const versions = { oas3_0: typesOf("oas3_0"), oas3_1: typesOf("oas3_1"), oas3_2: typesOf("oas3_2") };
export type Version = keyof typeof versions;

/**
 * What a description may hold: the fields of all versions of OpenAPI 3, because many descriptions mix them and mean what
 * they say. Extensions may hold anything.
 */
export const allVersions: Record<string, NodeType> = Object.fromEntries(
  Object.entries({ ...versions.oas3_0, ...versions.oas3_1, ...versions.oas3_2 }).map(([name, type]) => {
    const fields = Object.values(versions).flatMap((types) => Object.entries(types[name]?.properties ?? {}));
    const standard = Object.fromEntries(fields.filter(([field]) => !field.startsWith("x-")));
    // A limit of its own in one version, and a boolean beside the limit in another.
    const exclusive = name === "Schema" ? { exclusiveMinimum: null, exclusiveMaximum: null } : {};
    return [name, { ...type, properties: { ...standard, ...exclusive } }];
  }),
);

function typesOf(version: "oas3_0" | "oas3_1" | "oas3_2"): Record<string, NodeType> {
  const types: Record<string, NodeType> = getTypes(version);
  if (version !== "oas3_2") return types;
  const withFields = (name: string, fields: NodeType["properties"]) => {
    const type = types[name];
    return { [name]: { ...type, properties: { ...type?.properties, ...fields } } };
  };
  // What Redocly does not know, or has wrong.
  const style = {
    enum: ["form", "simple", "label", "matrix", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"],
  };
  const { encoding, prefixEncoding, itemEncoding } = types["MediaType"]?.properties ?? {};
  return {
    ...types,
    ...withFields("Parameter", { style }),
    ...withFields("DeviceAuthorization", { scopes: types["PasswordFlow"]?.properties["scopes"] }),
    ...withFields("Encoding", { encoding, prefixEncoding, itemEncoding }),
    NamedMediaTypes: { properties: {}, additionalProperties: () => "MediaType" },
  };
}

/** Parts of a description that cannot be left out without losing operations. */
const GENERATED =
  /^(Root|Info|Paths|PathItem|Operation|Parameter(List)?|RequestBody|Responses?|MediaType(sMap)?|Components|Named\w+)$/;

/** What takes the place of a missing field, by the object that it belongs to. */
const STAND_INS: Record<string, Record<string, unknown>> = {
  Root: { info: { title: "API", version: "" }, paths: {} },
  Info: { title: "API", version: "" },
  Parameter: { schema: {} },
  Header: { schema: {} },
  RequestBody: { content: {} },
  Response: { description: "" },
  ServerVariable: { default: "" },
};

export interface CheckedStructure {
  problems: Problem[];
  /** Where each object and list of the description stands. Empty unless asked for. */
  places: WeakMap<object, Location>;
  /** Entries of discriminators' mappings that name a schema, which are only known once the description is bundled. */
  schemaNames: { mapping: Record<string, unknown>; value: string; location: Location }[];
}

/**
 * Checks that a description has the shape that the generators rely on, and gives it that shape: a value of the wrong
 * kind is converted or left out, and what stands in for a missing field is added. Each is a warning. It is an error if an
 * operation, a parameter or a body would be lost.
 *
 * @param despiteErrors whether that is left out as well. References to it are not: they are errors the next time
 */
export async function checkStructure(
  root: Document,
  version: Version,
  config: Config,
  resolver: BaseResolver,
  keepPlaces: boolean,
  despiteErrors: boolean,
): Promise<CheckedStructure> {
  const checked: CheckedStructure = { problems: [], places: new WeakMap(), schemaNames: [] };
  const leftOut: { parent: unknown; key: string | number }[] = [];
  const wrong: Location[] = [];
  const own = versions[version];
  const name = nameOf(version);

  const report = (severity: Problem["severity"], location: Location, rule: string, message: string) =>
    checked.problems.push({ ...errorAt(location, rule, message), severity });
  const warn = (location: Location, rule: string, message: string) => report("warning", location, rule, message);
  /** @param at what is lost */
  const fail = (location: Location, rule: string, message: string, at: Location) => {
    report("error", location, rule, message);
    wrong.push(at);
  };

  const visitor: Oas3Visitor = {
    any(given, context) {
      const { type, location } = context;
      if (type.name === "SpecExtension") return;
      if (keepPlaces && isObject(given)) checked.places.set(given, location);
      const node = checkKind(given, context);
      if (node === undefined) return;
      const { $ref } = node;
      if ($ref !== undefined && typeof $ref !== "string" && !type.additionalProperties) {
        const message = `"$ref" must be a string, not ${kindOf($ref)}: correct it.`;
        fail(location.child("$ref"), "wrong-kind", message, location);
        return;
      }
      if (type.name === "Paths") addSlashes(node, location);
      if (type.name === "PathItem") checkMethods(node["additionalOperations"], node, location);
      if (type.name === "Parameter") addContent(node, location);
      checkFields(node, context);
      checkPresence(node, context);
      if (type.name === "Schema") checkEnum(node, location);
      if (type.name === "DiscriminatorMapping") checkMapping(node, context);
    },
    ref: {
      leave(reference, { type, location }, { node, error }) {
        if (node !== undefined || type.name === "SpecExtension") return;
        if (error instanceof YamlParseError) checked.problems.push(...syntaxProblems(error));
        checked.problems.push(unresolvedRef(reference.$ref, error?.message, location.child("$ref")));
        if (type.name !== "Schema") wrong.push(location);
        else if (despiteErrors) Reflect.deleteProperty(reference, "$ref");
      },
    },
  };

  /** Returns the object to check further, if it is one. */
  function checkKind(given: unknown, { type, key, parent, rawNode, location }: UserContext) {
    const isList = type.items !== undefined;
    if (isList ? Array.isArray(given) : isRecord(given)) return isRecord(given) ? given : undefined;
    if (type.name === "Schema" && typeof given === "boolean") {
      // The same in words that every generator understands.
      if (Array.isArray(parent)) parent[Number(key)] = given ? {} : { not: {} };
      return undefined;
    }
    if (given === null && isObject(parent)) {
      // Behind a reference it is reported where it stands.
      if (isRef(rawNode)) return undefined;
      warn(location, "no-value", `${label(key)} has no value: it is read as empty. Give it one, or remove it.`);
      const empty = isList ? [] : {};
      Reflect.set(parent, key, empty);
      return isRecord(empty) ? empty : undefined;
    }
    const message = `${label(key)} must be ${isList ? "a list" : "an object"}, not ${kindOf(given)}`;
    if (!isObject(parent) || isRef(rawNode) || GENERATED.test(type.name)) {
      fail(location, "wrong-kind", `${message}: correct it.`, location);
    } else if (type.name === "Schema") {
      Reflect.set(parent, key, {});
      warn(location, "wrong-kind", `${message}: it is read as any value. Correct it.`);
    } else {
      leftOut.push({ parent, key });
      warn(location, "wrong-kind", `${message}: it is left out. Correct it, or remove it.`);
    }
    return undefined;
  }

  function addSlashes(paths: Record<string, unknown>, location: Location) {
    for (const [path, item] of Object.entries(paths)) {
      if (path.startsWith("/") || path.startsWith("x-")) continue;
      warn(
        location.child(path).key(),
        "path-slash",
        `"${path}" is read as "/${path}", since a path starts with "/". Add it.`,
      );
      delete paths[path];
      paths[`/${path}`] = item;
    }
  }

  /** Methods are case-sensitive, but those that have a field of their own are meant in any case. */
  function checkMethods(others: unknown, item: Record<string, unknown>, location: Location) {
    if (!isRecord(others)) return;
    for (const [method, operation] of Object.entries(others)) {
      const place = location.child(["additionalOperations", method]);
      const field = method.toLowerCase();
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(method)) {
        fail(place.key(), "method", `"${method}" is no method of HTTP: write one word, such as COPY.`, place);
      } else if (httpMethods.some((known) => known === field) && item[field] === undefined) {
        item[field] = operation;
        delete others[method];
        const message = `"${method}" has a field of its own in a path: it is read as "${field}". Write it there.`;
        warn(place.key(), "method", message);
      } else if (httpMethods.some((known) => known === field)) {
        const message = `"${method}" is the method of "${field}", which the path also has: remove one of the two.`;
        fail(place.key(), "method", message, place);
      }
    }
  }

  /** The whole query is described by the content that it is. */
  function addContent(parameter: Record<string, unknown>, location: Location) {
    const { in: place, schema, content } = parameter;
    if (place !== "querystring" || schema === undefined || content !== undefined) return;
    delete parameter["schema"];
    parameter["content"] = { "application/x-www-form-urlencoded": { schema } };
    const message = 'A parameter in "querystring" has "content" and no "schema": it is read as a form.';
    warn(location.child("schema").key(), "querystring", `${message} Write content.`);
  }

  function checkFields(node: Record<string, unknown>, { type, location }: UserContext) {
    for (const [field, value] of Object.entries(node)) {
      if (field === "$ref" || field.startsWith("x-")) continue;
      const isKnown = Object.hasOwn(type.properties, field);
      const declared = isKnown ? type.properties[field] : type.additionalProperties;
      const expected = typeof declared === "function" ? declared(value, field) : declared;
      if (expected === undefined) {
        const message = `"${field}" is not a field of OpenAPI ${name} here: it is ignored.`;
        warn(location.child(field).key(), "unknown-field", `${message} Remove it, or correct its name.`);
        if (type.name === "Responses") leftOut.push({ parent: node, key: field });
        continue;
      }
      if (isKnown && own[type.name] && !Object.hasOwn(own[type.name]?.properties ?? {}, field)) {
        const [other = version] = versionsWith(type.name, field);
        const remedy = field === "nullable" ? 'Write type: [string, "null"]' : `Write openapi: ${nameOf(other)}.0`;
        const message = `"${field}" belongs to OpenAPI ${nameOf(other)}, not to ${name}: it is read as there.`;
        warn(location.child(field).key(), "other-version", `${message} ${remedy}, so that other tools understand it.`);
      }
      if (expected === null || isNodeType(expected) || isOk(expected, value)) continue;
      if (isRecord(value) && typeof value["$ref"] === "string" && !value["$ref"].startsWith("#")) continue;
      checkValue(node, field, expected, type, location);
    }
  }

  function checkValue(
    node: Record<string, unknown>,
    field: string,
    expected: Scalar,
    type: NormalizedNodeType,
    owner: Location,
  ) {
    const location = owner.child(field);
    const value = node[field];
    const rule = value === null ? "no-value" : expected.enum || expected.items?.enum ? "unknown-value" : "wrong-kind";
    const converted = convert(expected, value);
    const wanted = expected.enum ? `one of ${expected.enum.join(", ")}` : KINDS[expected.type ?? "string"];
    const fault = value === null ? `"${field}" has no value` : `"${field}" must be ${wanted}, not ${shown(value)}`;
    if (converted !== undefined) {
      node[field] = converted;
      warn(location, rule, `${fault}: it is read as ${shown(converted)}. Correct it.`);
    } else if (type.name === "Parameter" && (field === "name" || field === "in")) {
      fail(location, rule, `${fault}: correct it.`, owner);
    } else {
      delete node[field];
      warn(location, rule, `${fault}: it is left out. Correct it, or remove it.`);
    }
  }

  function checkPresence(node: Record<string, unknown>, { type, key, parent, location }: UserContext) {
    const required = typeof type.required === "function" ? type.required(node, key) : (type.required ?? []);
    const missing = required.filter((field) => node[field] === undefined);
    const { requiredOneOf = [] } = type;
    const [first] = requiredOneOf;
    if (first !== undefined && !requiredOneOf.some((field) => node[field] !== undefined)) missing.push(first);
    for (const field of missing) {
      const fault = `${label(key)} has no "${field}"`;
      const standIn = STAND_INS[type.name]?.[field];
      if (standIn !== undefined) {
        node[field] = structuredClone(standIn);
        // OpenAPI 3.2 lets a response have none.
        if (type.name === "Response" && version === "oas3_2") continue;
        warn(location.key(), "missing-field", `${fault}: it is read as ${JSON.stringify(standIn)}. Add it.`);
      } else if (!isObject(parent) || GENERATED.test(type.name)) {
        fail(location.key(), "missing-field", `${fault}: add it.`, location);
      } else {
        leftOut.push({ parent, key });
        warn(location.key(), "missing-field", `${fault}: it is left out. Add the field, or remove it.`);
      }
    }
  }

  /** Strings in the enumeration of an object are usually meant to name its properties: no value could be both. */
  function checkEnum(schema: Record<string, unknown>, location: Location) {
    const types: unknown[] = [schema["type"]].flat();
    if (!Array.isArray(schema["enum"]) || types.some((type) => type !== "object" && type !== "array")) return;
    const fitting = schema["enum"].filter((value) => types.includes(Array.isArray(value) ? "array" : typeof value));
    if (fitting.length === schema["enum"].length) return;
    if (fitting.length > 0) schema["enum"] = fitting;
    else delete schema["enum"];
    const [type] = types;
    const message = `"enum" has values that are not of the type ${type}: they are left out.`;
    warn(location.child("enum"), "enum-type", `${message} Correct them, or the type.`);
  }

  function checkMapping(mapping: Record<string, unknown>, { type, location, resolve }: UserContext) {
    for (const [value, target] of Object.entries(mapping)) {
      if (typeof target !== "string") continue;
      const place = location.child(value);
      const { additionalProperties: typeOf } = type;
      const expected = typeof typeOf === "function" ? typeOf(target, value) : typeOf;
      if (!expected || isNodeType(expected) || !expected.directResolveAs) {
        checked.schemaNames.push({ mapping, value, location: place });
      } else if (resolve({ $ref: target }).node === undefined) {
        delete mapping[value];
        checked.problems.push(unmapped(value, target, place));
      }
    }
  }

  const types = normalizeTypes(allVersions, config);
  const rootType = types["Root"] as NormalizedNodeType;
  const resolvedRefMap = await resolveDocument({ rootDocument: root, rootType, externalRefResolver: resolver });
  walkDocument({
    document: root,
    rootType,
    normalizedVisitors: normalizeVisitors([{ ruleId: "structure", severity: "error", visitor }], types),
    resolvedRefMap,
    ctx: { problems: [], specVersion: version, config, visitorsData: {} },
  });
  if (despiteErrors) leftOut.push(...(await entriesAt(wrong, root, resolver)));
  removeAll(leftOut);
  return checked;
}

/** The versions in which an object has a field, the newest of the older ones first. */
function versionsWith(type: string, field: string): Version[] {
  const all: Version[] = ["oas3_1", "oas3_0", "oas3_2"];
  return all.filter((version) => Object.hasOwn(versions[version][type]?.properties ?? {}, field));
}

/** `3.1` for `oas3_1`. */
function nameOf(version: Version): string {
  return version.slice(-3).replace("_", ".");
}

/** What holds the values at some places, which may be behind references. */
async function entriesAt(locations: readonly Location[], root: Document, resolver: BaseResolver) {
  const read = await Promise.allSettled([root, ...resolver.cache.values()]);
  return locations.flatMap(({ source, pointer }) => {
    const document = read.flatMap((one) =>
      one.status === "fulfilled" && "parsed" in one.value && one.value.source === source ? [one.value] : [],
    )[0];
    const key = keysOf(pointer).at(-1);
    const parent: unknown = valueAt(document?.parsed, pointer.slice(0, pointer.lastIndexOf("/")));
    return key === undefined || key === "" ? [] : [{ parent, key }];
  });
}

/** The warning about a value of a discriminator that is mapped to nothing. */
export function unmapped(value: string, target: unknown, location: Location): Problem {
  const message = `The discriminator's value "${value}" is mapped to "${target}", which is not there: it is left out.`;
  const remedy = "Add the schema, or remove the value.";
  return { ...errorAt(location, "mapping-to-nothing", `${message} ${remedy}`), severity: "warning" };
}

function removeAll(entries: readonly { parent: unknown; key: string | number }[]): void {
  const items = new Map<unknown[], Set<number>>();
  for (const { parent, key } of entries) {
    if (Array.isArray(parent)) items.set(parent, (items.get(parent) ?? new Set()).add(Number(key)));
    else if (isRecord(parent)) delete parent[key];
  }
  for (const [list, indices] of items) list.splice(0, list.length, ...list.filter((_, index) => !indices.has(index)));
}

function isNodeType(expected: object): expected is NormalizedNodeType {
  return "name" in expected && typeof expected.name === "string";
}

const KINDS: Record<string, string> = {
  string: "a string",
  number: "a number",
  integer: "an integer",
  boolean: "a boolean",
  array: "a list",
  object: "an object",
};

function label(key: string | number): string {
  if (typeof key === "number") return `Item ${key + 1}`;
  return key === "" ? "The description" : `"${key}"`;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isRecord(value)) return "an object";
  return value === null ? "empty" : `a ${typeof value}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return isRecord(value) || text.length > 40 ? kindOf(value) : text;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
