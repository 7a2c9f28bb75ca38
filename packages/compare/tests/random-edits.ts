import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { follow, type OpenApiDocument, type Operation, type PathItem, type Schema } from "@repo/openapi";
import { parse } from "yaml";
import { type Side, type Verdict, worst } from "../src/change.ts";
import { describeChanges } from "../src/describe-changes.ts";

/** The descriptions that are edited, each with other constructs. */
export const descriptions = ["library", "fleet", "payments", "zoo", "alarms"] as const;

export async function readDescription(name: string): Promise<OpenApiDocument> {
  return parse(await readFile(join(import.meta.dirname, "descriptions", `${name}.yaml`), "utf8"));
}

/** The worst verdict for the wire on the changes between two descriptions. */
export function verdictOn(before: OpenApiDocument, after: OpenApiDocument): Verdict {
  return worst(describeChanges(before, after).map(({ wire }) => wire));
}

/** Edits a description so many times, each time from the start, and tells which edits are not judged as they must be. */
export function wrongVerdicts(document: OpenApiDocument, count: number, seed: number): string[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, (_, index) => {
    const { name, before, after, wire, back } = randomEdit(document, random);
    const [there, home] = [verdictOn(before, after), verdictOn(after, before)];
    const text = `edit ${index}, ${name}`;
    return [
      ...(there === wire ? [] : [`${text}: ${there}, not ${wire}`]),
      ...(home === back ? [] : [`${text}, taken back: ${home}, not ${back}`]),
    ];
  }).flat();
}

/** What an edit does: the verdict for those who send the value, and for those who receive it. */
type Effect = Record<Side, Verdict>;

const looser: Effect = { request: "compatible", response: "breaking" };
const tighter: Effect = { request: "breaking", response: "compatible" };
const unseen: Effect = { request: "none", response: "none" };
const added: Effect = { request: "compatible", response: "compatible" };

/** An edit of a place in a description, with the effect that it has by construction, and that of taking it back. */
interface Edit {
  name: string;
  apply: () => void;
  effect: Effect;
  back: Effect;
}

/** Where a schema is used. */
interface Site {
  node: Schema;
  sides: Set<Side>;
  isParameter: boolean;
  /** Whether it is a part of an `allOf`, or has one, so that it does not stand for itself. */
  isPart: boolean;
}

interface RandomEdit {
  name: string;
  before: OpenApiDocument;
  after: OpenApiDocument;
  wire: Verdict;
  /** The right verdict if the edit is taken back. */
  back: Verdict;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Makes one edit of a description. */
function randomEdit(document: OpenApiDocument, random: () => number): RandomEdit {
  const after = structuredClone(document);
  const sites = sitesOf(after);
  for (;;) {
    const site = sites[Math.floor(random() * sites.length)];
    const isAtSchema = random() < 0.8;
    const edits = !isAtSchema ? editsOfOperations(after) : site ? editsOf(after, site) : [];
    const edit = edits[Math.floor(random() * edits.length)];
    if (!edit) continue;
    edit.apply();
    const sides: Side[] = isAtSchema && site ? [...site.sides] : ["request"];
    const verdict = (effect: Effect) => worst(sides.map((side) => effect[side]));
    return { name: edit.name, before: document, after, wire: verdict(edit.effect), back: verdict(edit.back) };
  }
}

/** Every schema that an operation, a webhook or a callback uses, with the directions in which its values are sent. */
function sitesOf(document: OpenApiDocument): Site[] {
  const sites = new Map<Schema, Site>();
  const tellers = new Set(
    Object.values(document.components?.schemas ?? {}).flatMap(({ discriminator }) => discriminator?.propertyName ?? []),
  );
  const visit = (given: Schema, side: Side, isParameter: boolean, isPart = false): void => {
    const node = follow<Schema>(document, given);
    if (node[side === "request" ? "readOnly" : "writeOnly"]) return;
    const site = sites.get(node) ?? { node, sides: new Set(), isParameter, isPart: false };
    if (isPart || node.allOf) site.isPart = true;
    if (site.sides.has(side) && (!isPart || sites.has(node))) return;
    sites.set(node, site);
    site.sides.add(side);
    for (const [key, inner] of Object.entries(node.properties ?? {})) {
      // Its values are those of the discriminator, whatever else is said of it.
      if (!tellers.has(key)) visit(inner, side, isParameter);
    }
    for (const inner of node.allOf ?? []) visit(inner, side, isParameter, true);
    for (const inner of [...(node.oneOf ?? []), ...(node.anyOf ?? [])]) visit(inner, side, isParameter);
    for (const $ref of Object.values(node.discriminator?.mapping ?? {})) visit({ $ref }, side, isParameter);
    if (node.items) visit(node.items, side, isParameter);
    if (typeof node.additionalProperties === "object") visit(node.additionalProperties, side, isParameter);
  };
  const visitItem = (item: PathItem, sent: Side, received: Side): void => {
    for (const parameter of item.parameters ?? []) if ("schema" in parameter) visit(parameter.schema ?? {}, sent, true);
    for (const operation of [item.get, item.put, item.post, item.patch]) {
      if (operation) visitOperation(operation, sent, received);
    }
  };
  const visitOperation = (operation: Operation, sent: Side, received: Side): void => {
    for (const parameter of operation.parameters ?? []) {
      if ("schema" in parameter) visit(parameter.schema ?? {}, sent, true);
    }
    const { requestBody: body } = operation;
    if (body && "content" in body)
      for (const { schema } of Object.values(body.content)) visit(schema ?? {}, sent, false);
    for (const response of Object.values(operation.responses ?? {})) {
      if (!("description" in response) || "$ref" in response) continue;
      for (const { schema } of Object.values(response.content ?? {})) visit(schema ?? {}, received, false);
      for (const header of Object.values(response.headers ?? {})) {
        if ("schema" in header) visit(header.schema ?? {}, received, true);
      }
    }
    for (const callback of Object.values(operation.callbacks ?? {})) {
      for (const item of Object.values(callback)) if (typeof item === "object") visitItem(item, received, sent);
    }
  };
  for (const item of Object.values(document.paths ?? {})) visitItem(item, "request", "response");
  for (const item of Object.values(document.webhooks ?? {})) visitItem(item, "response", "request");
  return [...sites.values()];
}

function editsOf(document: OpenApiDocument, { node, isParameter, isPart, sides }: Site): Edit[] {
  const is = (type: string) => node.type === type || (Array.isArray(node.type) && node.type.includes(type as "string"));
  const edit = (name: string, fields: Partial<Record<keyof Schema, unknown>>, effect: Effect, back?: Effect): Edit => ({
    name,
    effect,
    back: back ?? (effect === looser ? tighter : effect === tighter ? looser : effect),
    apply: () => {
      Object.assign(node, fields);
      for (const [key, value] of Object.entries(fields)) if (value === undefined) Reflect.deleteProperty(node, key);
    },
  });
  const { enum: values, minimum, maximum, minLength, maxLength, minItems = 0, maxItems } = node;
  const edits: Edit[] = [edit("describe", { description: "Another sentence." }, unseen)];
  if (values) {
    edits.push(
      edit("add a value", { enum: [...values, "another"] }, looser),
      edit("reorder the values", { enum: values.toReversed() }, unseen),
      edit(
        "drop the enumeration",
        { enum: undefined, default: undefined },
        node.default === undefined ? looser : unseen,
      ),
      ...(values.length > 1 ? [edit("remove a value", { enum: values.slice(0, -1) }, tighter)] : []),
    );
    return edits.filter(({ name }) => node.default === undefined || name !== "drop the enumeration");
  }
  if (is("string") && node.format !== "binary") {
    edits.push(
      edit("lower the limit", { maxLength: (maxLength ?? 21) - 1 }, tighter),
      maxLength === undefined
        ? edit("require a length", { minLength: (minLength ?? 0) + 1 }, tighter)
        : edit("raise the limit", { maxLength: maxLength + 1 }, looser),
      ...(maxLength === undefined ? [] : [edit("lift the limit", { maxLength: undefined }, looser)]),
      ...(minLength === undefined ? [] : [edit("lift the lower limit", { minLength: undefined }, looser)]),
      node.pattern === undefined
        ? edit("ask for a pattern", { pattern: "^[a-z]" }, tighter)
        : edit("drop the pattern", { pattern: undefined }, looser),
      node.format === undefined
        ? edit("ask for a format", { format: "email" }, tighter)
        : edit("drop the format", { format: undefined }, looser),
      ...(isLimited(node) ? [] : [edit("enumerate", { enum: ["abcdefghijkl", "bcdefghijklm"] }, tighter)]),
    );
  }
  if (is("number") || is("integer")) {
    edits.push(
      edit("raise the minimum", { minimum: (minimum ?? 0) + 1 }, tighter),
      ...(minimum === undefined ? [] : [edit("lower the minimum", { minimum: minimum - 1 }, looser)]),
      ...(maximum === undefined
        ? [edit("set a maximum", { maximum: 1e6 }, tighter)]
        : [
            edit("raise the maximum", { maximum: maximum + 1 }, looser),
            edit("lower the maximum", { maximum: maximum - 1 }, tighter),
            edit("lift the maximum", { maximum: undefined }, looser),
          ]),
      node.type === "integer"
        ? edit("take fractions", { type: "number" }, looser)
        : edit("ask for steps", { multipleOf: 0.5 }, tighter),
      ...(node.type === "number" ? [edit("refuse fractions", { type: "integer" }, tighter)] : []),
    );
  }
  if (is("array")) {
    edits.push(
      edit("ask for more items", { minItems: minItems + 1 }, tighter),
      ...(minItems > 0 ? [edit("ask for fewer items", { minItems: minItems - 1 }, looser)] : []),
      maxItems === undefined
        ? edit("take no more than 20 items", { maxItems: 20 }, tighter)
        : edit("take more items", { maxItems: maxItems + 1 }, looser),
      edit("ask for unique items", { uniqueItems: true }, tighter),
    );
  }
  const isOld = document.openapi.startsWith("3.0");
  if (
    !isParameter &&
    typeof node.type === "string" &&
    node.type !== "object" &&
    !node.nullable &&
    node.format !== "binary"
  ) {
    edits.push(edit("allow null", isOld ? { nullable: true } : { type: [node.type, "null"] }, looser));
  }
  if (Array.isArray(node.type) || node.nullable) {
    edits.push(edit("refuse null", isOld ? { nullable: undefined } : { type: node.type?.[0] }, tighter));
  }
  const alternatives = node.oneOf ?? node.anyOf;
  if (alternatives && !node.discriminator) {
    const keyword = node.oneOf ? "oneOf" : "anyOf";
    const other = { type: "object", required: ["other"], properties: { other: { type: "boolean" } } };
    edits.push(
      edit("add an alternative", { [keyword]: [...alternatives, other] }, looser),
      edit("remove an alternative", { [keyword]: alternatives.slice(1) }, tighter),
      edit("reorder the alternatives", { [keyword]: alternatives.toReversed() }, unseen),
    );
  }
  if (node.properties) edits.push(...editsOfObject(document, node, sides, isPart, edit));
  return edits;
}

/** Whether not every text that is enumerated above was valid before. */
function isLimited({ minLength = 0, maxLength = 99, pattern, format }: Schema): boolean {
  return minLength > 12 || maxLength < 12 || pattern !== undefined || format !== undefined;
}

type EditOf = (name: string, fields: Partial<Record<keyof Schema, unknown>>, effect: Effect, back?: Effect) => Edit;

function editsOfObject(
  document: OpenApiDocument,
  node: Schema,
  sides: ReadonlySet<Side>,
  isPart: boolean,
  edit: EditOf,
): Edit[] {
  const { properties = {}, required = [] } = node;
  const isTeller = (key: string) =>
    Object.values(document.components?.schemas ?? {}).some(({ discriminator }) => discriminator?.propertyName === key);
  const isHidden = (key: string) => {
    const property = follow<Schema>(document, properties[key] ?? {});
    return property.readOnly === true || property.writeOnly === true;
  };
  const optional = Object.keys(properties).filter((key) => !required.includes(key) && !isHidden(key));
  const demanded = required.filter((key) => properties[key] && !isTeller(key) && !isHidden(key));
  const without = (key: string) => ({ ...properties, [key]: undefined });
  const isClosed = node.additionalProperties === false;
  const removed: Effect = { request: "breaking", response: "compatible" };
  const [first] = optional;
  const [needed] = demanded;
  const edits = [
    edit("reorder the properties", { properties: Object.fromEntries(Object.entries(properties).reverse()) }, unseen),
    edit(
      "add a property",
      { properties: { ...properties, more: { type: "string" } } },
      isClosed ? looser : added,
      removed,
    ),
    edit(
      "add a required property",
      { properties: { ...properties, more: { type: "string" } }, required: [...required, "more"] },
      { request: "breaking", response: isClosed ? "breaking" : "compatible" },
      { request: "breaking", response: "breaking" },
    ),
    ...(isClosed || isPart ? [] : [edit("refuse other properties", { additionalProperties: false }, tighter)]),
    ...(isClosed ? [edit("take other properties", { additionalProperties: undefined }, looser)] : []),
    ...optional.map((key) => edit(`require ${key}`, { required: [...required, key] }, tighter)),
    ...demanded.map((key) =>
      edit(`no longer require ${key}`, { required: required.filter((one) => one !== key) }, looser),
    ),
  ];
  if (first) {
    const back = isClosed ? looser : added;
    edits.push(edit(`remove ${first}`, { properties: JSON.parse(JSON.stringify(without(first))) }, removed, back));
  }
  if (needed && sides.size > 0) {
    const fields = {
      properties: JSON.parse(JSON.stringify(without(needed))),
      required: required.filter((one) => one !== needed),
    };
    const back: Effect = { request: "breaking", response: isClosed ? "breaking" : "compatible" };
    edits.push(edit(`remove ${needed}`, fields, { request: "breaking", response: "breaking" }, back));
  }
  return edits;
}

/** Edits of what callers see of operations. Their effect is the one for requests. */
function editsOfOperations(document: OpenApiDocument): Edit[] {
  const effect = (request: Verdict): Effect => ({ request, response: request });
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (["get", "put", "post", "patch"] as const).flatMap((method): Edit[] => {
      const operation = item[method];
      if (!operation) return [];
      const { parameters = [], requestBody: body, responses = {} } = operation;
      const edit = (name: string, apply: () => void, there: Verdict, back: Verdict): Edit => ({
        name: `${method} ${path}: ${name}`,
        apply,
        effect: effect(there),
        back: effect(back),
      });
      const withParameter = (required: boolean) => () => {
        operation.parameters = [...parameters, { name: "more", in: "query", required, schema: { type: "boolean" } }];
      };
      const covering = responses["4XX"] ?? responses["default"];
      const answer = Object.values(responses).find((response) => "content" in response);
      return [
        edit("add a parameter", withParameter(false), "compatible", "breaking"),
        edit("add a required parameter", withParameter(true), "breaking", "breaking"),
        edit("remove it", () => Reflect.deleteProperty(item, method), "breaking", "compatible"),
        edit("describe it", () => Object.assign(operation, { description: "Another sentence." }), "none", "none"),
        edit("rename it", () => Object.assign(operation, { operationId: "another" }), "none", "none"),
        edit("let everyone in", () => Object.assign(operation, { security: [] }), ...opened(document)),
        edit(
          "answer with 418",
          () => Object.assign(responses, { "418": { ...covering, description: "A teapot." } }),
          covering ? "compatible" : "breaking",
          "compatible",
        ),
        ...parameters.flatMap((parameter) => {
          if (!("in" in parameter) || parameter.in === "path") return [];
          const { required = false, schema = {} } = parameter;
          const toggle = () => Object.assign(parameter, { required: !required });
          const toText = () => Object.assign(parameter, { schema: { type: "string" } });
          const isNumber = schema.type === "integer" && !schema.enum;
          return [
            edit(`toggle whether ${parameter.name} is required`, toggle, ...optional(required)),
            ...(isNumber ? [edit(`take any text for ${parameter.name}`, toText, "compatible", "breaking")] : []),
          ];
        }),
        ...(body && "content" in body
          ? [
              edit("take XML as well", () => Object.assign(body.content, { "text/xml": {} }), "compatible", "breaking"),
              edit(
                "toggle whether a body is required",
                () => Object.assign(body, { required: !body.required }),
                ...optional(body.required === true),
              ),
            ]
          : []),
        ...(answer && "content" in answer && answer.content
          ? [
              edit(
                "answer in XML as well",
                () => Object.assign(answer.content ?? {}, { "text/xml": {} }),
                "compatible",
                "breaking",
              ),
              edit(
                "add a header",
                () =>
                  Object.assign(answer, { headers: { ...answer.headers, "X-More": { schema: { type: "string" } } } }),
                "compatible",
                "compatible",
              ),
            ]
          : []),
      ];
    }),
  );
}

/** The verdicts if what is required no longer is, or if what is not required is now. */
function optional(wasRequired: boolean): [Verdict, Verdict] {
  return wasRequired ? ["compatible", "breaking"] : ["breaking", "compatible"];
}

function opened({ security = [] }: OpenApiDocument): [Verdict, Verdict] {
  return security.length > 0 ? ["compatible", "breaking"] : ["none", "none"];
}
