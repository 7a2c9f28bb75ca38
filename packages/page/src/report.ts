import type { WriteStream } from "node:tty";
import { styleText } from "node:util";
import type { Problem, Reading } from "@repo/openapi/read";
import type { Difference } from "./difference.ts";
import type { PageFacts } from "./facts.ts";

/** "229 fields, 203 values" */
export function countFacts({ operations }: PageFacts): string {
  const fields = operations.flatMap((operation) => operation.fields);
  const values = fields.flatMap((field) => field.enum ?? []);
  return `${count(fields.length, "field")}, ${count(values.length, "value")}`;
}

/**
 * Lays out differences for a terminal: grouped by what they are about, a line for each, with the place in the description
 * that must change. It is coloured if `stream` supports colours.
 *
 * @param reading of the description, which knows where it was written
 */
export function formatDifferences(
  differences: readonly Difference[],
  reading: Pick<Reading, "problemsOf">,
  facts: PageFacts,
  stream: WriteStream = process.stdout,
): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) => styleText(style, text, { stream });
  const rows = differences.map((difference) => {
    const [place] = reading.problemsOf([{ rule: "page", pointer: difference.pointer, message: "" }]);
    return { ...difference, place: place ? placeText(place) : difference.pointer };
  });
  const placeWidth = Math.max(0, ...rows.map(({ place }) => place.length));
  const aboutWidth = Math.max(0, ...rows.map(({ about }) => about.length));
  const blocks = [...Map.groupBy(rows, ({ subject }) => subject)].map(([subject, group]) => {
    const lines = group.map(({ place, about, onPage, inDescription }) => {
      const text = contrast(visible(onPage), visible(inDescription));
      return `  ${paint("red", "✗")} ${place.padEnd(placeWidth)}  ${paint("dim", about.padEnd(aboutWidth))}  ${text}`;
    });
    return [paint("underline", visible(subject) ?? ""), ...lines].join("\n");
  });
  const total = `${countFacts(facts)}, ${count(differences.length, "difference")}`;
  return [...blocks, blocks.length > 0 ? paint("bold", total) : total].join("\n\n");
}

function placeText({ file, line, column }: Problem): string {
  return `${file}:${line}:${column}`;
}

function contrast(onPage: string | undefined, inDescription: string | undefined): string {
  if (inDescription === undefined) return `${onPage} on the page, nothing in the description`;
  if (onPage === undefined) return `${inDescription} in the description, nothing on the page`;
  return `${onPage} on the page, ${inDescription} in the description`;
}

/** Replaces control characters. */
function visible(text: string | undefined): string | undefined {
  return text?.replace(/[\p{Cc}\p{Bidi_C}]/gu, "�");
}

/** `2 fields`, `1 field` */
function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
