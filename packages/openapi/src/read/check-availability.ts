import { availabilityOf, tellsOf } from "../availability.ts";
import { dataKeywords, isRecord, type OpenApiDocument } from "../document.ts";
import { pointerOf } from "../pointer.ts";
import type { Warning } from "../warning.ts";

type Keys = readonly (string | number)[];

interface Found {
  node: Record<string, unknown>;
  keys: Keys;
}

/** Finds the words in the extensions of a bundled description that no `x-availability` declares. */
export function checkAvailability(document: OpenApiDocument): Warning[] {
  const nodes = [...objectsIn(document, [])];
  const declared = new Map<string, Set<string>>();
  for (const { node } of nodes) {
    const { name, values, groups } = availabilityOf(node) ?? {};
    if (name === undefined) continue;
    const words = Object.keys({ ...values, ...groups });
    declared.set(name, new Set([...(declared.get(name) ?? []), ...words]));
  }
  // A property may stand in another schema than its x-availability, one of an `allOf`: any of them counts.
  const all = new Set([...declared.values()].flatMap((words) => [...words]));
  return nodes.flatMap(({ node, keys }) => [
    ...wordsOf(node).flatMap(([word, at]) => (all.has(word) ? [] : [undeclared(word, [...keys, ...at])])),
    ...checkTells(node, [...keys, "x-tells"], declared),
  ]);
}

/** The words in the extensions of a property, and where each stands in it. */
function wordsOf({ "x-available-for": listed, "x-differs-for": differing }: Found["node"]): [word: string, at: Keys][] {
  return [
    ...(Array.isArray(listed) ? listed : []).map((word, at): [unknown, Keys] => [word, ["x-available-for", at]]),
    ...Object.keys(isRecord(differing) ? differing : {}).map((word): [unknown, Keys] => [
      word,
      ["x-differs-for", word],
    ]),
  ].filter((entry): entry is [string, Keys] => typeof entry[0] === "string");
}

function checkTells(node: Found["node"], keys: Keys, declared: ReadonlyMap<string, ReadonlySet<string>>): Warning[] {
  const tells = tellsOf(node);
  if (!tells) return [];
  const known = declared.get(tells.name);
  if (!known) {
    const message = `No x-availability has the name "${tells.name}", so nothing is told. Correct the name, or declare it.`;
    return [{ rule: "undeclared-word", pointer: pointerOf([...keys, "name"]), message }];
  }
  return Object.entries(tells.words).flatMap(([value, word]) =>
    known.has(word) ? [] : [undeclared(word, [...keys, "words", value])],
  );
}

function undeclared(word: string, keys: Keys): Warning {
  const message = `No x-availability declares the word "${word}", so it never applies. Declare it, or correct it.`;
  return { rule: "undeclared-word", pointer: pointerOf(keys), message };
}

/** @param isMap whether the keys are names of properties, which may be called like keywords */
function* objectsIn(value: unknown, keys: Keys, isMap = false): Generator<Found> {
  if (typeof value !== "object" || value === null) return;
  if (isRecord(value) && !isMap) yield { node: value, keys };
  for (const [key, child] of Object.entries(value)) {
    if (isMap || !dataKeywords.has(key)) yield* objectsIn(child, [...keys, key], !isMap && key === "properties");
  }
}
