import { availabilityOf, limitOf, type Schema } from "@scenario-openapi/openapi";
import type { Content, Field, Filter, Part } from "./site.ts";

/** The filter for the fields of a schema that has `x-availability`. */
export function filterOf(schema: Schema): Filter | undefined {
  const availability = availabilityOf(schema);
  if (!availability) return undefined;
  const choices = Object.entries(availability.values).filter(([, { includes }]) => !includes);
  const words = availability.name.match(/\p{Lu}?[^\p{Lu}]+|\p{Lu}+/gu) ?? [availability.name];
  const title = words.join(" ").toLowerCase();
  return {
    key: words.join("-").toLowerCase(),
    title: title.charAt(0).toUpperCase() + title.slice(1),
    choices: choices.map(([word, { title, description }]) => ({ word, title, description })),
  };
}

/** The choices that a property is limited to by its `x-available-for`; nothing if it is for all. */
export function limitedTo(schema: Schema, property: Schema): Pick<Field, "availableFor" | "availableForTitles"> {
  const limit = limitOf(schema, property);
  return limit ? { availableFor: limit.words, availableForTitles: limit.titles } : {};
}

/** The filters of a content at any depth, each once, without those that no field depends on. */
export function filtersIn({ parts }: Pick<Content, "parts">): Filter[] {
  const found = new Map<string, Filter>();
  const visit = ({ filter, fields }: Part): void => {
    if (filter && fields.some(({ availableFor }) => availableFor)) found.set(filter.key, filter);
    for (const field of fields) field.parts.forEach(visit);
  };
  parts.forEach(visit);
  return [...found.values()];
}
