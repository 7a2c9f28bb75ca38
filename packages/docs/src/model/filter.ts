import { availabilityOf, differencesOf, differenceText, limitOf, type Schema } from "@repo/openapi";
import type { Content, Field, Filter, Part } from "./site.ts";

/** The filter for the fields of a schema that has `x-availability`. */
export function filterOf(schema: Schema): Filter | undefined {
  const availability = availabilityOf(schema);
  if (!availability) return undefined;
  const key = kebabCase(availability.name);
  const title = key.replaceAll("-", " ");
  return {
    key,
    title: title.charAt(0).toUpperCase() + title.slice(1),
    choices: Object.entries(availability.values).map(([word, meaning]) => ({ word, ...meaning })),
  };
}

/** `model-input-type` for `ModelInputType` and `modelInputType`. As in the client's validators, whose rules have such names. */
export function kebabCase(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, "$1-$2").toLowerCase();
}

/** What the extensions of a property say: the choices that it is limited to, and what differs from choice to choice. */
export function availabilityIn(
  schema: Schema,
  property: Schema,
): Pick<Field, "availableFor" | "availableForTitles" | "differences"> {
  const limit = limitOf(schema, property);
  const differences = differencesOf(schema, property).map(({ title, words, schema }) => {
    const { default: usual, deprecated, description: note, ...limits } = schema;
    return {
      title,
      words,
      ...(usual !== undefined && { default: JSON.stringify(usual) }),
      limits: differenceText({ schema: limits }),
      deprecated: deprecated === true,
      ...(typeof note === "string" && { note }),
    };
  });
  return {
    ...(limit && { availableFor: limit.words, availableForTitles: limit.titles }),
    ...(differences.length > 0 && { differences }),
  };
}

/** The filters of a content at any depth, each once, without those that no field depends on. */
export function filtersIn({ parts }: Pick<Content, "parts">): Filter[] {
  const found = new Map<string, Filter>();
  const visit = ({ filter, fields }: Part): void => {
    if (filter && fields.some(({ availableFor, differences }) => availableFor ?? differences)) {
      found.set(filter.key, filter);
    }
    for (const field of fields) field.parts.forEach(visit);
  };
  parts.forEach(visit);
  return [...found.values()];
}
