import type { Schema } from "../spec/openapi-document.ts";
import { type At, change } from "./at.ts";
import { canonical, exact } from "./canonical.ts";
import type { Found } from "./change.ts";
import { type EffectiveSchema, said } from "./effective-schema.ts";

/** A default speaks where the value is left out, in requests and in answers: another default means another value then. */
export function compareDefaults(old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const was = said(old, "default");
  const is = said(now, "default");
  if (exact(was) === exact(is)) return [];
  if (was === undefined) {
    const words = `+ ${at.label}: default ${exact(is)}`;
    return [change(at, "default", words, "compatible", "What was left open is said now.")];
  }
  const words =
    is === undefined ? `− ${at.label}: default ${exact(was)}` : `~ ${at.label}: default ${exact(was)} → ${exact(is)}`;
  return [
    at.mayBeLeftOut
      ? change(at, "default", words, "breaking", "Where the value is left out, it no longer means what it meant.")
      : change(at, "default", words, "none", "The value is never left out, so that its default never speaks."),
  ];
}

const TEXTS = ["title", "description", "example", "examples", "externalDocs"] as const;

/**
 * The differences that only readers of the description see. Of a named schema, only what stands beside the reference:
 * what the schema itself says is compared once, by `compareNode`.
 */
export function compareSchemaTexts(old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const isNamed = old.name !== undefined && old.name === now.name;
  const saidOf = (schema: EffectiveSchema): Schema => {
    if (isNamed) return schema.nodes[0] ?? {};
    return Object.assign({}, ...[...schema.nodes].reverse());
  };
  return compareNode(saidOf(old), saidOf(now), at);
}

/** The differences of words, deprecation, availability and extensions between two nodes. */
export function compareNode(old: object, now: object, at: At): Found[] {
  const was = new Map(Object.entries(old));
  const is = new Map(Object.entries(now));
  const keys = new Set([...was.keys(), ...is.keys()]);
  return [...keys].flatMap((key) => {
    if (canonical(was.get(key)) === canonical(is.get(key))) return [];
    if (key === "deprecated") return compareDeprecation(was.get(key) === true, is.get(key) === true, at);
    if (key === "x-available-for" || key === "x-availability")
      return [availability(key, was.get(key), is.get(key), at)];
    const isText = TEXTS.some((text) => text === key) || key === "summary";
    if (!isText && !key.startsWith("x-")) return [];
    const sign = !was.has(key) ? "+" : is.has(key) ? "~" : "−";
    const words = `${sign} ${at.label}: ${key}`;
    return [change(at, isText ? "text" : "extension", words, "none", "Only what is written about it changed.")];
  });
}

function compareDeprecation(was: boolean, is: boolean, at: At): Found[] {
  if (was === is) return [];
  if (!is) return [change(at, "deprecation", `− ${at.label}: deprecated`, "none", "It works as before, and stays.")];
  const reason = "It works as before, and is announced to go: version numbers tell that by a minor.";
  return [{ ...change(at, "deprecation", `+ ${at.label}: deprecated`, "none", reason), bump: "minor" }];
}

function availability(key: string, was: unknown, is: unknown, at: At): Found {
  const list = (value: unknown) => (Array.isArray(value) ? [...value].sort().join(", ") : "all");
  const words =
    key === "x-available-for"
      ? `~ ${at.label}: for ${list(was)} → for ${list(is)}`
      : `~ ${at.label}: what its properties are available for`;
  return change(
    at,
    "availability",
    words,
    "none",
    "The same values are accepted, and it is said otherwise what they are for.",
  );
}
