import { isMap, isScalar, isSeq, parseDocument, visit } from "yaml";

/** A place in the text of a description, and what an edit puts there. */
interface Place {
  start: number;
  end: number;
  text: (turn: number) => string;
}

/**
 * So many texts of a description, each with one small edit to the text given: a sentence more, a new property, a new value
 * of an enumeration, a limit that is raised, a property that is deprecated. The same seed gives the same edits.
 */
export function editsOf(text: string, count: number, seed: number): string[] {
  const places = placesOf(text);
  const random = randomNumbers(seed);
  return Array.from({ length: count }, (_, turn) => {
    const kind = places[Math.floor(random() * places.length)] ?? [];
    const place = kind[Math.floor(random() * kind.length)];
    if (!place) throw new Error("The description has no place of a kind that is edited");
    return text.slice(0, place.start) + place.text(turn) + text.slice(place.end);
  });
}

/** By kind of edit. */
function placesOf(text: string): Place[][] {
  const sentences: Place[] = [];
  const properties: Place[] = [];
  const values: Place[] = [];
  const limits: Place[] = [];
  const deprecations: Place[] = [];
  const insert = (at: number, text: Place["text"]): Place => ({ start: at, end: at, text });
  const columnOf = (at: number) => at - (text.lastIndexOf("\n", at - 1) + 1);

  visit(parseDocument(text), {
    Pair(_, { key, value }, path) {
      if (!isScalar(key) || !key.range) return;
      // Examples hold data, which only looks like a description.
      if (key.value === "examples" || key.value === "example") return visit.SKIP;
      const indent = " ".repeat(columnOf(key.range[0]));
      if (key.value === "description" && isScalar(value) && value.type === "PLAIN" && value.range) {
        sentences.push(insert(value.range[1], (turn) => ` It was edited ${turn + 1} times.`));
      }
      if (key.value === "properties" && isMap(value)) {
        const [first] = value.items;
        if (!isScalar(first?.key) || !first.key.range) return;
        const inner = " ".repeat(columnOf(first.key.range[0]));
        properties.push(
          insert(
            first.key.range[0],
            (turn) =>
              `edited${turn}:\n${inner}  type: string\n${inner}  description: A property that was added.\n${inner}`,
          ),
        );
      }
      if (key.value === "enum" && isSeq(value)) {
        const [first] = value.items;
        if (!isScalar(first) || !first.range || typeof first.value !== "string" || value.flow) return;
        // Where the values are words of `x-availability` too, both lists would have to change.
        if (new RegExp(`^ +${first.value}:`, "m").test(text)) return;
        const dash = " ".repeat(columnOf(first.range[0]) - 2);
        values.push(insert(first.range[1], (turn) => `\n${dash}- edited-${turn}`));
      }
      if (["maximum", "maxLength", "maxItems"].includes(String(key.value)) && isScalar(value) && value.range) {
        const limit = Number(value.value);
        limits.push({ start: value.range[0], end: value.range[1], text: (turn) => String(limit + turn + 1) });
      }
      const parent = path.at(-1);
      if (key.value === "description" && isMap(parent) && parent.has("type") && !parent.has("deprecated")) {
        deprecations.push(insert(key.range[0], () => `deprecated: true\n${indent}`));
      }
    },
  });
  return [sentences, properties, values, limits, deprecations];
}

/** Numbers from 0 to 1 that look random, and are the same for the same seed (a linear congruential generator). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
