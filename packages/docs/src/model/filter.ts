import type { Availability, Schema } from "../../../../scripts/spec/openapi-document.ts";
import type { Field, Filter } from "./site.ts";

/** What the fields of a schema can be filtered by, where it has `x-availability`. */
export function filterOf({ "x-availability": availability }: Schema): Filter | undefined {
  if (!isAvailability(availability)) return undefined;
  const choices = Object.entries(availability.values).filter(([, { includes }]) => !includes);
  return {
    key: kebabCase(availability.name),
    title: inWords(availability.name),
    choices: choices.map(([word, { title, description }]) => ({ word, title, description })),
  };
}

/** What a property of a schema is only for, by its `x-available-for`; nothing where it is for all. */
export function availabilityOf(
  { "x-availability": availability }: Schema,
  property: Schema,
): Pick<Field, "availableFor" | "availableForTitles"> {
  const given = property?.["x-available-for"];
  if (!Array.isArray(given)) return {};
  const values = isAvailability(availability) ? availability.values : {};
  return {
    availableFor: [...new Set(given.flatMap((word) => values[word]?.includes ?? [word]))],
    availableForTitles: given.map((word) => values[word]?.title ?? word),
  };
}

function isAvailability(given: unknown): given is Availability {
  return typeof given === "object" && given !== null && "name" in given && "values" in given;
}

function kebabCase(name: string): string {
  return words(name).join("-").toLowerCase();
}

/** `ModelInputType` as `Model input type`. */
function inWords(name: string): string {
  const text = words(name).join(" ").toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function words(name: string): string[] {
  return name.match(/\p{Lu}?[^\p{Lu}]+|\p{Lu}+/gu) ?? [name];
}
