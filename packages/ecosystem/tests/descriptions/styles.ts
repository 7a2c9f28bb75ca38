// Decodes what the specification's table of styles describes.
import type { OpenApiDocument, Parameter, Schema } from "@repo/openapi";
import qs from "qs";
import { fromText, read } from "./schemas.ts";

/** How a value is written: a Parameter Object, or an entry of an `encoding` with the property's schema. */
export type Styled = Pick<Parameter, "name" | "style" | "explode" | "schema" | "allowReserved" | "content">;

/** A name and a value of a query or a form, as they were sent. */
export interface RawPair {
  name: string;
  value: string;
}

type DecodeRaw = (raw: string) => string;

/** Decodes the parts of a value: one of them, the items of a list, or names and values. */
function assemble(document: OpenApiDocument, schema: Schema, parts: string[], explode: boolean, decodeRaw: DecodeRaw) {
  const { types, items, properties } = read(document, schema);
  if (types.has("object")) {
    const pairs = explode
      ? parts.map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)])
      : Array.from({ length: parts.length / 2 }, (_, at) => parts.slice(2 * at, 2 * at + 2));
    return Object.fromEntries(
      pairs.map(([rawName = "", raw = ""]) => {
        const name = decodeRaw(rawName);
        return [name, fromText(document, decodeRaw(raw), properties.get(name) ?? {})];
      }),
    );
  }
  if (isList(types, parts.length)) return parts.map((part) => fromText(document, decodeRaw(part), items));
  return parts.length === 1 ? fromText(document, decodeRaw(parts[0] ?? ""), schema) : { unreadable: parts };
}

/** Whether so many parts are a list. Where a text is allowed as well, lists have more than one item. */
function isList(types: ReadonlySet<string>, parts: number): boolean {
  return types.has("array") && (parts > 1 || [...types].every((type) => type === "array" || type === "null"));
}

function split(document: OpenApiDocument, schema: Schema, raw: string, delimiter: string | RegExp): string[] {
  const { types } = read(document, schema);
  return types.has("array") || types.has("object") ? raw.split(delimiter) : [raw];
}

/** A value of a path: a segment, or a part of one. */
export function decodePath(document: OpenApiDocument, parameter: Styled, raw: string): unknown {
  const { name, style = "simple", explode = false, schema = {}, content } = parameter;
  if (content) return decodeContent(content, decodeURIComponent(raw));
  if (style === "label") {
    if (!raw.startsWith(".")) return { unreadable: raw };
    const parts = split(document, schema, raw.slice(1), explode ? "." : ",");
    return assemble(document, schema, parts, explode, decodeURIComponent);
  }
  if (style === "simple") {
    return assemble(document, schema, split(document, schema, raw, ","), explode, decodeURIComponent);
  }
  const { types } = read(document, schema);
  const start = `${encodeURIComponent(name)}=`;
  const members = raw.split(";").slice(1);
  if (types.has("object") && explode) return assemble(document, schema, members, explode, decodeURIComponent);
  if (!raw.startsWith(";") || members.some((member) => !member.startsWith(start))) return { unreadable: raw };
  const values = members.map((member) => member.slice(start.length));
  const parts = explode ? values : values.flatMap((value) => split(document, schema, value, ","));
  return assemble(document, schema, parts, explode, decodeURIComponent);
}

/** The value of a header, which is not percent-encoded. */
export function decodeHeader(document: OpenApiDocument, parameter: Styled, text: string): unknown {
  const { explode = false, schema = {}, content } = parameter;
  if (content) return decodeContent(content, text);
  return assemble(document, schema, split(document, schema, text, /, ?/), explode, String);
}

/** How the values of a place are split and decoded. */
export interface PairRules {
  decodeRaw: DecodeRaw;
  /** What stands between the items of `spaceDelimited`. */
  space: RegExp;
}

export const queryRules: PairRules = { decodeRaw: decodeURIComponent, space: /%20/ };
/** A form may write a space as `+` (WHATWG), and so reads URLSearchParams. */
export const formRules: PairRules = {
  decodeRaw: (raw) => new URLSearchParams(`_=${raw}`).get("_") ?? "",
  space: /%20|\+/,
};

/**
 * Takes the value of a parameter out of the pairs of a query, form or `Cookie` header.
 *
 * @returns undefined if there is none
 */
export function takeValue(
  document: OpenApiDocument,
  parameter: Styled,
  pairs: Set<RawPair>,
  rules: PairRules,
): unknown {
  const { name, style = "form", explode = style === "form", schema = {}, content } = parameter;
  const { types, items, properties } = read(document, schema);
  const take = (matches: (name: string) => boolean): RawPair[] => {
    const taken = [...pairs].filter((pair) => matches(rules.decodeRaw(pair.name)));
    for (const pair of taken) pairs.delete(pair);
    return taken;
  };
  if (style === "deepObject") {
    const taken = take((given) => given.startsWith(`${name}[`));
    const query = taken.map((pair) => `_${rules.decodeRaw(pair.name).slice(name.length)}=${pair.value}`).join("&");
    return taken.length === 0 ? undefined : typed(document, qs.parse(query, { depth: 9 })["_"], schema);
  }
  if (explode && types.has("object") && !content) {
    const taken = take((given) => properties.size === 0 || properties.has(given));
    const entries = taken.map((pair) => {
      const given = rules.decodeRaw(pair.name);
      return [given, fromText(document, rules.decodeRaw(pair.value), properties.get(given) ?? {})] as const;
    });
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  const values = take((given) => given === name).map(({ value }) => value);
  const [first] = values;
  if (first === undefined) return undefined;
  if (content) return decodeContent(content, rules.decodeRaw(first));
  if (explode && isList(types, values.length)) {
    return values.map((value) => fromText(document, rules.decodeRaw(value), items));
  }
  if (values.length > 1) return { unreadable: values };
  const delimiter = { spaceDelimited: rules.space, pipeDelimited: /%7C/i }[style] ?? ",";
  const parts = explode ? [first] : split(document, schema, first, delimiter);
  return assemble(document, schema, parts, false, rules.decodeRaw);
}

/** The values that `qs` found, all of them texts, with the types of the schema. */
function typed(document: OpenApiDocument, value: unknown, schema: Schema): unknown {
  const { items, properties } = read(document, schema);
  if (typeof value === "string") return fromText(document, value, schema);
  if (Array.isArray(value)) return value.map((item) => typed(document, item, items));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, inner]) => [name, typed(document, inner, properties.get(name) ?? {})]),
  );
}

function decodeContent(content: object, text: string): unknown {
  const [mediaType = ""] = Object.keys(content);
  return mediaType.includes("json") ? JSON.parse(text) : text;
}

/** The parts of a query or form, still encoded. */
export function rawPairs(text: string): Set<RawPair> {
  const pairs = text === "" ? [] : text.split("&");
  return new Set(
    pairs.map((pair) => {
      const [name = "", ...rest] = pair.split("=");
      return { name, value: rest.join("=") };
    }),
  );
}

/** Which characters of a pair are not percent-encoded as they should be, if reserved characters stay, or may stay. */
export function encodingProblems({ name, value }: RawPair, reserved: "stay" | "may stay" | "are encoded"): string[] {
  const plain = /^(?:[\w.~!'()*,-]|%[\dA-F]{2})*$/i;
  const withReserved = /^(?:[\w.~!'()*,:/?@$;=-]|%[\dA-F]{2})*$/i;
  const needless = reserved === "stay" && /%(?:3A|2F|3F|40|24|3B|3D|21|28|29|2A)/i.test(value);
  return [
    ...(plain.test(name) ? [] : [`the name ${name} is not encoded`]),
    ...((reserved === "are encoded" ? plain : withReserved).test(value) ? [] : [`the value ${value} is not encoded`]),
    ...(needless ? [`the value ${value} is encoded more than it should be`] : []),
  ];
}
