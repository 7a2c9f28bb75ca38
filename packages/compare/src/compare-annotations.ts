import { type Schema, tellsOf } from "@scenario-openapi/openapi";
import { type At, change, type Found } from "./change.ts";
import { retold } from "./compare-words.ts";
import type { EffectiveSchema } from "./effective-schema.ts";
import { canonical } from "./sameness.ts";

const TEXTS = new Set(["title", "summary", "description", "example", "examples", "externalDocs"]);

/**
 * The differences that only readers of the description see. For a named schema, only what stands beside the reference:
 * `describeChanges` compares the texts of the schema itself once.
 */
export function compareSchemaTexts(old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const isNamed = old.name !== undefined && old.name === now.name;
  const textsOf = ({ nodes }: EffectiveSchema): Schema =>
    isNamed ? (nodes[0] ?? {}) : Object.assign({}, ...[...nodes].reverse());
  return compareNode(textsOf(old), textsOf(now), at);
}

/** The differences of texts, deprecation, availability and extensions between two nodes. */
export function compareNode(old: object, now: object, at: At): Found[] {
  const was = new Map<string, unknown>(Object.entries(old));
  const is = new Map<string, unknown>(Object.entries(now));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    // What differs from word to word is compared with the property.
    if (key === "x-differs-for" || canonical(was.get(key)) === canonical(is.get(key))) return [];
    if (key === "deprecated") return compareDeprecation(was.get(key) === true, is.get(key) === true, at);
    if (key === "x-available-for" || key === "x-availability")
      return [availability(key, was.get(key), is.get(key), at)];
    if (key === "x-tells") return compareTells(old as Schema, now as Schema, at);
    if (!TEXTS.has(key) && !key.startsWith("x-")) return [];
    const sign = !was.has(key) ? "+" : is.has(key) ? "~" : "−";
    const words = `${sign} ${at.label}: ${key}`;
    return [change(at, TEXTS.has(key) ? "text" : "extension", words, "none", "Only the documentation changed.")];
  });
}

function compareDeprecation(was: boolean, is: boolean, at: At): Found[] {
  if (was === is) return [];
  if (!is)
    return [
      change(
        at,
        "deprecation",
        `− ${at.label}: deprecated`,
        "none",
        "It still works, and its removal is no longer announced.",
      ),
    ];
  const reason = "It still works, but its removal is announced, which takes a minor version.";
  return [{ ...change(at, "deprecation", `+ ${at.label}: deprecated`, "none", reason), bump: "minor" }];
}

function availability(key: string, was: unknown, is: unknown, at: At): Found {
  const list = (value: unknown) => (Array.isArray(value) ? [...value].sort().join(", ") : "all");
  const words =
    key === "x-available-for"
      ? `~ ${at.label}: for ${list(was)} → for ${list(is)}`
      : `~ ${at.label}: what its properties are available for`;
  const reason = "The same values are accepted; only what they are documented to be for changed.";
  return change(at, "availability", words, "none", reason);
}

/** What another word means for other properties is compared with these. */
function compareTells(old: Schema, now: Schema, at: At): Found[] {
  return retold(tellsOf(old), tellsOf(now)).map(({ name, was, is, values }) => {
    const sign = was === undefined ? "+" : is === undefined ? "−" : "~";
    const told = [was, is].filter((word) => word !== undefined).join(" → ");
    const words = `${sign} ${at.label}: ${name} ${told}, told by ${values.join(", ")}`;
    return change(at, "availability", words, "none", "The same values are accepted; only what they tell changed.");
  });
}
