import {
  availabilityOf,
  differencesOf,
  follow,
  isRecord,
  keysOf,
  type OpenApiDocument,
  pointerOf,
  tellsOf,
  type Warning,
} from "@repo/openapi";
import { type Bindings, createReferences, type Target } from "./schemas/references.ts";
import { isBinary, type Json, type Shape } from "./schemas/shape.ts";

/** A schema as a validator checks it: JSON Schema (2020-12) without annotations, whose references are constants. */
export type CheckedSchema = boolean | Json;

/** A schema that others refer to. */
export interface Constant extends Owner {
  name: string;
  /** Its JSON pointer in the description. */
  pointer: string;
  schema: CheckedSchema;
}

/** What has schemas: a constant or the request of an operation. */
export interface Owner {
  /** The constants that its schemas refer to. */
  refersTo: Set<Constant>;
  /** The names of its properties with `format: password`. */
  secrets: Set<string>;
}

/** A value that the description gives as an example or a default. */
export interface Example {
  value: unknown;
  schema: CheckedSchema;
  pointer: () => string;
  /** Whether it may lack a required property, because that is not in responses, which it can stand for as well. */
  mayLack?: (property: string) => boolean;
}

/** Where a schema stands. */
export interface Place {
  pointer: () => string;
  owner: Owner;
  /** The property or parameter whose value it describes. */
  name?: string | undefined;
  bindings?: Bindings;
  /** The schema that it is a part of by composition. */
  whole?: unknown;
}

export interface RequestSchemas {
  translate(schema: unknown, place: Place): CheckedSchema;
  addExamples(node: object, schema: CheckedSchema, pointer: () => string): void;
  /** Returns everything that was met so far. */
  finish(): { constants: Constant[]; examples: Example[]; formats: Set<string> };
}

/** Which keywords hold a schema, a list of schemas, or schemas by name. All others hold data. */
export const schemaKeywords = {
  one: [
    ..."not if then else items contains propertyNames".split(" "),
    ..."additionalProperties unevaluatedItems unevaluatedProperties".split(" "),
  ],
  list: ["allOf", "anyOf", "oneOf", "prefixItems"],
  byName: ["dependentSchemas", "properties", "patternProperties"],
};

/** Keywords whose schemas apply to the same value. */
const IN_PLACE = ["not", "if", "then", "else", ...schemaKeywords.list, "dependentSchemas"];
const TYPES = ["string", "number", "integer", "boolean", "null", "array", "object"];
const LIMITS = [
  ..."maximum minimum exclusiveMaximum exclusiveMinimum multipleOf maxLength minLength".split(" "),
  ..."maxItems minItems maxContains minContains maxProperties minProperties".split(" "),
];

/**
 * Translates the schemas of requests, of any OpenAPI 3, into those that are checked. Whatever JSON Schema cannot say,
 * or no validator can check, is left out.
 *
 * @param knownFormats the formats that can be checked
 * @param nameOf returns an unused name for a constant, made from the given one
 */
export function translateRequests(
  document: OpenApiDocument,
  knownFormats: ReadonlyMap<string, unknown>,
  nameOf: (name: string) => string,
  warn: (warning: Warning) => void,
): RequestSchemas {
  const { shapeOf, targetOf, bindingsIn, foreignBindings, isExempt } = createReferences(document);
  const ignoresSiblings = document.openapi.startsWith("3.0");
  // Only then, what allows everything still says what has been checked.
  const isTracking = !ignoresSiblings && /"unevaluated(Properties|Items)":/.test(JSON.stringify(document));
  const hasDifferences = JSON.stringify(document).includes('"x-differs-for":');
  const constants = new Map<string, { constant: Constant; target: Target; bindings: Bindings }>();
  const examples: Example[] = [];
  const formats = new Set<string>();
  const telling = new Map<unknown, Target | undefined>();

  function translate(given: unknown, place: Place): CheckedSchema {
    if (!isRecord(given)) return given !== false;
    const shape = shapeOf(given);
    // OpenAPI 3.0 ignores what stands beside a $ref. `nullable` there can only be meant for it.
    const schema: Json = ignoresSiblings && shape.ref !== undefined ? {} : given;
    if (schema["format"] === "password" && place.name !== undefined) place.owner.secrets.add(place.name);
    const all = {
      $ref: referenceIn(shape, place),
      nullable: shape.nullable || undefined,
      ...valuesIn(schema, shape, place),
      ...limitsIn(schema),
      ...namesIn(schema, place),
      ...subschemasIn(schema, place),
      ...(hasDifferences && {
        tells: tellsOf(schema),
        toldBy: toldByIn(schema, place),
        differs: differsIn(schema, place),
      }),
    };
    const checked = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    const isOpen = Object.keys(checked).every((keyword) => keyword === "nullable");
    addExamples(schema, checked, place.pointer, (property) => isExempt(property, [schema], "response"));
    return isOpen || checked;
  }

  function referenceIn(shape: Shape, { pointer, owner, name, bindings = new Map() }: Place): Constant | undefined {
    const reference = shape.ref ?? shape.dynamicRef;
    if (reference === undefined) return undefined;
    const target = targetOf(shape, reference.startsWith("#/") ? "" : pointer(), bindings);
    if (!target) {
      const message = `${JSON.stringify(reference)} leads to no schema, so that the validator accepts anything there. Correct it, or add what it names.`;
      warn({ rule: "reference-to-no-schema", pointer: pointer(), message });
      return undefined;
    }
    const { schema } = target;
    if (name !== undefined && isRecord(schema) && schema["format"] === "password") owner.secrets.add(name);
    const constant = constantOf(target, bindingsIn(target, bindings));
    owner.refersTo.add(constant);
    return constant;
  }

  function constantOf(target: Target, bindings: Bindings): Constant {
    const { pointer } = target;
    const key = JSON.stringify([pointer, foreignBindings(pointer, bindings)]);
    const known = constants.get(key);
    if (known) return known.constant;
    const name = nameOf(`${keysOf(pointer).slice(2).join(" ")} schema`);
    const constant: Constant = { name, pointer, schema: true, refersTo: new Set(), secrets: new Set() };
    constants.set(key, { constant, target, bindings });
    return constant;
  }

  function valuesIn(schema: Json, shape: Shape, place: Place): Json {
    const { type, format, pattern, const: constant } = schema;
    const names = [type].flat().filter((name) => name !== undefined);
    const types = names.filter((name) => typeof name === "string" && TYPES.includes(name));
    if (types.length < names.length) {
      const unknown = names.filter((name) => !types.includes(name)).map((name) => JSON.stringify(name));
      const message = `The validator does not check the type ${unknown.join(", ")}, which JSON Schema does not know. Use ${TYPES.slice(0, -1).join(", ")} or ${TYPES.at(-1)}.`;
      warn({ rule: "unknown-type", pointer: `${place.pointer()}/type`, message });
    }
    const isChecked = typeof format === "string" && knownFormats.has(format) && !isBinary(schema);
    if (isChecked) formats.add(format);
    const isEnumeration = Array.isArray(schema["enum"]) && !shape.isMismatched;
    return {
      // Another type beside an unknown one would be too strict.
      type: types.length < names.length || types.length === 0 ? undefined : types.length === 1 ? types[0] : types,
      format: isBinary(schema) ? "binary" : isChecked ? format : undefined,
      pattern: typeof pattern === "string" && isPattern(pattern, place, "pattern") ? pattern : undefined,
      enum: isEnumeration ? schema["enum"] : undefined,
      unlisted: isEnumeration && Array.isArray(schema["x-unlisted"]) ? schema["x-unlisted"] : undefined,
      ...("const" in schema && !shape.isMismatched ? { const: constant } : {}),
    };
  }

  /** Whether a pattern is a regular expression, for the validator in Unicode mode or else without. */
  function isPattern(pattern: string, place: Place, ...keys: string[]): boolean {
    for (const flags of ["u", ""]) {
      try {
        new RegExp(pattern, flags);
        return true;
      } catch {}
    }
    const message = `The pattern ${JSON.stringify(pattern)} is not a regular expression of ECMAScript, so that the validator does not check it. Correct it.`;
    warn({ rule: "pattern", pointer: place.pointer() + pointerOf(keys), message });
    return false;
  }

  function limitsIn(schema: Json): Json {
    const limits: Json = {};
    for (const keyword of LIMITS) if (typeof schema[keyword] === "number") limits[keyword] = schema[keyword];
    // In OpenAPI 3.0, these say whether the limit itself is excluded.
    for (const [keyword, exclusive] of [
      ["maximum", "exclusiveMaximum"],
      ["minimum", "exclusiveMinimum"],
    ] as const) {
      if (schema[exclusive] !== true || limits[keyword] === undefined) continue;
      limits[exclusive] = limits[keyword];
      delete limits[keyword];
    }
    if (schema["uniqueItems"] === true) limits["uniqueItems"] = true;
    return limits;
  }

  function namesIn(schema: Json, { whole }: Place): Json {
    const { required, dependentRequired } = schema;
    const names = Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
    // What is `readOnly` is not required in requests.
    const demanded = [...new Set(names)].filter((name) => !isExempt(name, [schema, whole], "request"));
    return {
      required: demanded.length > 0 ? demanded : undefined,
      dependentRequired: isRecord(dependentRequired) ? dependentRequired : undefined,
    };
  }

  function subschemasIn(schema: Json, place: Place): Json {
    const whole = place.whole ?? schema;
    const inside = (keyword: string, keys: (string | number)[], name = place.name): Place => ({
      pointer: () => place.pointer() + pointerOf([keyword, ...keys]),
      owner: place.owner,
      name,
      ...(place.bindings && { bindings: place.bindings }),
      ...(IN_PLACE.includes(keyword) && { whole }),
    });
    const checked: Json = {};
    // A list of schemas is how `prefixItems` was written before JSON Schema 2020-12.
    const isOldTuple = Array.isArray(schema["items"]);
    const rest = isOldTuple ? "additionalItems" : "items";
    const given: Json = isOldTuple ? { ...schema, items: schema[rest], prefixItems: schema["items"] } : schema;
    const written = (keyword: string) =>
      !isOldTuple ? keyword : keyword === "items" ? rest : keyword === "prefixItems" ? "items" : keyword;
    for (const keyword of schemaKeywords.list) {
      const list = given[keyword];
      if (!Array.isArray(list) || list.length === 0) continue;
      checked[keyword] = list.map((item, index) => translate(item, inside(written(keyword), [index])));
    }
    for (const keyword of schemaKeywords.one) {
      const value = given[keyword];
      if (value === undefined || Array.isArray(value)) continue;
      const one = translate(value, inside(written(keyword), []));
      if (one !== true || isTracking || IN_PLACE.includes(keyword) || keyword === "contains") checked[keyword] = one;
    }
    for (const keyword of schemaKeywords.byName) {
      const map = given[keyword];
      if (!isRecord(map)) continue;
      const entries = Object.entries(map).flatMap(([name, value]) => {
        if (keyword === "patternProperties" && !isPattern(name, place, keyword, name)) return [];
        const property = keyword === "properties" ? name : undefined;
        return [[name, translate(value, inside(keyword, [name], property))] as const];
      });
      if (entries.length > 0) checked[keyword] = Object.fromEntries(entries);
    }
    return { ...checked, ...discriminatorIn(schema, checked) };
  }

  /** The enumerations of the properties that tell a word, as constants. */
  function toldByIn(schema: Json, place: Place): Json | undefined {
    if (!isRecord(schema["properties"]) && !Array.isArray(schema["allOf"])) return undefined;
    const told = propertiesIn({ schema, pointer: place.pointer() }).flatMap(([name, property]) => {
      const target = tellingIn(property);
      if (!target) return [];
      const constant = constantOf(target, bindingsIn(target, new Map()));
      place.owner.refersTo.add(constant);
      return [[name, constant] as const];
    });
    return told.length > 0 ? Object.fromEntries(told) : undefined;
  }

  /** The schema that tells a word: the given one, one that it refers to, a part or an alternative. */
  function tellingIn(target: Target): Target | undefined {
    const { schema } = target;
    if (!isRecord(schema) || telling.has(schema)) return telling.get(schema);
    // Meanwhile, for a schema that contains itself.
    telling.set(schema, undefined);
    let found = tellsOf(schema) && target;
    for (const inner of innerOf(schema, target.pointer, ["allOf", "anyOf", "oneOf"])) found ??= tellingIn(inner);
    telling.set(schema, found);
    return found;
  }

  /** The properties of a schema, of what it refers to and of the parts of its `allOf`, if these are included. */
  function propertiesIn(
    { schema, pointer }: Target,
    includes: (part: Json) => boolean = () => true,
    seen = new Set<unknown>(),
  ): [name: string, property: Target][] {
    if (!isRecord(schema) || seen.has(schema) || (seen.size > 0 && !includes(schema))) return [];
    seen.add(schema);
    const { properties } = schema;
    const own = Object.entries(isRecord(properties) ? properties : {}).map(([name, property]): [string, Target] => {
      return [name, { schema: property, pointer: pointer + pointerOf(["properties", name]) }];
    });
    return [...own, ...innerOf(schema, pointer, ["allOf"]).flatMap((inner) => propertiesIn(inner, includes, seen))];
  }

  /** What a schema refers to, and those in its lists of schemas. */
  function innerOf(schema: Json, pointer: string, keywords: readonly string[]): Target[] {
    const behind = targetOf(shapeOf(schema), pointer, new Map());
    const listed = keywords.flatMap((keyword) => {
      const list = Array.isArray(schema[keyword]) ? schema[keyword] : [];
      return list.map((part, index) => ({ schema: part, pointer: pointer + pointerOf([keyword, index]) }));
    });
    return behind ? [behind, ...listed] : listed;
  }

  /** What properties have to fit as well, word by word. What only describes them is left out. */
  function differsIn(schema: Json, place: Place): Json | undefined {
    const availability = availabilityOf(schema);
    if (!availability) return undefined;
    // A part with words of its own has its own differences.
    const properties = propertiesIn({ schema, pointer: place.pointer() }, (part) => !availabilityOf(part));
    const differing = properties.flatMap(([name, property]) => {
      const differences = differencesOf(schema, property.schema).flatMap(({ word, words, title, schema }) => {
        const pointer = () => property.pointer + pointerOf(["x-differs-for", word]);
        const checked = translate(schema, { pointer, owner: place.owner, name });
        return checked === true ? [] : [{ words, title, schema: checked }];
      });
      return differences.length > 0 ? [[name, differences] as const] : [];
    });
    if (differing.length === 0) return undefined;
    const { name, property } = availability;
    return { name, ...(property !== undefined && { property }), properties: Object.fromEntries(differing) };
  }

  /**
   * The alternatives by the values of their discriminator. One of them is enough: a `oneOf` whose alternatives only the
   * discriminator tells apart could not be satisfied otherwise.
   */
  function discriminatorIn(schema: Json, { anyOf, oneOf }: Json): Json {
    const { propertyName, mapping } = isRecord(schema["discriminator"]) ? schema["discriminator"] : {};
    const alternatives = oneOf ?? anyOf;
    if (typeof propertyName !== "string" || !Array.isArray(alternatives) || (oneOf && anyOf)) return {};
    const pointers = alternatives.map((one) => (isRecord(one) && isConstant(one["$ref"]) ? one["$ref"].pointer : ""));
    const names = pointers.flatMap((pointer, index) => {
      const [, kind, name] = keysOf(pointer);
      return kind === "schemas" && name !== undefined ? [[name, index] as const] : [];
    });
    const mapped = Object.entries(isRecord(mapping) ? mapping : {}).flatMap(([value, target]) => {
      const keys = String(target).startsWith("#/") ? keysOf(String(target)) : ["components", "schemas", String(target)];
      const index = pointers.indexOf(pointerOf(keys));
      return index < 0 ? [] : [[value, index] as const];
    });
    const byValue = Object.fromEntries([...names, ...mapped]);
    return {
      ...(oneOf !== undefined && { anyOf: oneOf, oneOf: undefined }),
      ...(names.length > 0 && { discriminator: { property: propertyName, mapping: byValue } }),
    };
  }

  function addExamples(node: object, schema: CheckedSchema, pointer: () => string, mayLack?: Example["mayLack"]): void {
    const { default: usual, example, examples: more } = node as Json;
    const add = (value: unknown, ...keys: string[]) => {
      if (value === undefined) return;
      examples.push({ value, schema, pointer: () => pointer() + pointerOf(keys), ...(mayLack && { mayLack }) });
    };
    add(usual, "default");
    add(example, "example");
    if (Array.isArray(more)) for (const [index, value] of more.entries()) add(value, "examples", `${index}`);
    else if (isRecord(more)) {
      for (const [name, given] of Object.entries(more)) {
        // Beside a schema these are Example Objects. Within one, they can only be a mistake.
        const { value, dataValue } = isRecord(given) ? (follow<Json>(document, given) ?? {}) : {};
        add(value, "examples", name, "value");
        add(dataValue, "examples", name, "dataValue");
      }
    }
  }

  function finish() {
    // A map also visits what is added to it on the way.
    for (const { constant, target, bindings } of constants.values()) {
      const place: Place = { pointer: () => target.pointer, owner: constant, bindings };
      constant.schema = translate(target.schema, place);
    }
    return { constants: [...constants.values()].map(({ constant }) => constant), examples, formats };
  }

  return { translate, addExamples, finish };
}

export function isConstant(value: unknown): value is Constant {
  return isRecord(value) && value["refersTo"] instanceof Set;
}

/** An owner and all constants that its schemas lead to. */
export function ownersFrom(owner: Owner): Set<Owner> {
  const all = new Set([owner]);
  // A set also visits what is added to it on the way.
  for (const { refersTo } of all) for (const constant of refersTo) all.add(constant);
  return all;
}
