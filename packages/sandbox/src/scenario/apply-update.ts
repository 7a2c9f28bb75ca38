import { isDeepStrictEqual } from "node:util";
import { type OpenApiDocument, resolve, type Schema } from "@repo/openapi";
import type { Model, UpdateModelRequest } from "@scenario-openapi/types";
import { copyJson } from "./copy-json.ts";
import { modelClassFromSlug } from "./seed-classes.ts";

/** Properties of an update that become another property of the model, or the same with another shape. */
const conversions: Readonly<Record<string, Conversion>> = {
  classSlug: { property: "class", convert: modelClassFromSlug },
  thumbnail: { property: "thumbnail", convert: (assetId) => ({ assetId, url: assetUrl(assetId) }) },
} satisfies Partial<Record<keyof UpdateModelRequest, Conversion>>;

interface Conversion {
  property: keyof Model;
  convert(value: string): unknown;
}

/** Applies a valid update to a model. Neither argument is changed. */
export type ApplyUpdate = (model: Model, body: UpdateModelRequest, now: Date) => Model;

/**
 * Reads from the schemas of the request and of the model what an update does: null unsets, objects that have the same
 * schema in both are merged key by key, and anything else is replaced.
 *
 * Two assumptions are made, because the reference page does not say: what is not sent keeps its value, and objects are
 * merged.
 */
export function updateOf(document: OpenApiDocument, request: Schema, model: Schema): ApplyUpdate {
  const before = resolve(document, model).schema.properties ?? {};
  const merged = Object.entries(resolve(document, request).schema.properties ?? {}).flatMap(([name, property]) => {
    const sent = shapeOf(document, property);
    return sent && isDeepStrictEqual(sent, shapeOf(document, before[name])) ? [name] : [];
  });

  return (model, body, now) => {
    const changes = Object.entries(body).map(([name, value]): [string, unknown] => {
      const conversion = Object.hasOwn(conversions, name) ? conversions[name] : undefined;
      const property = conversion?.property ?? name;
      if (value === null) return [property, undefined];
      if (conversion) return [property, conversion.convert(String(value))];
      return [name, merged.includes(name) ? merge(Reflect.get(model, name), Object(value)) : value];
    });
    const updated = { ...model, ...Object.fromEntries(changes), updatedAt: laterThan(model.updatedAt, now) };
    // In JSON, what is undefined is not there.
    return copyJson(updated);
  };
}

/** What a schema says of the properties of an object; `undefined` if it is that of another value. */
function shapeOf(document: OpenApiDocument, node: Schema | undefined): unknown {
  const { type, properties, additionalProperties } = resolve(document, node).schema;
  return type === "object" || properties ? { properties, additionalProperties } : undefined;
}

function merge(before: unknown, changes: object): object {
  const changed = Object.entries(changes).map(([name, value]) => [name, value ?? undefined]);
  return { ...Object(before), ...Object.fromEntries(changed) };
}

function assetUrl(assetId: string): string {
  // Through UTF-8, because JSON can contain half a surrogate pair, for which encodeURIComponent throws.
  return `https://assets.example/${encodeURIComponent(Buffer.from(assetId).toString())}`;
}

/** Returns the time, or one millisecond after the previous one if the clock stands still or was set back. */
function laterThan(previous: string, now: Date): string {
  const earliest = Date.parse(previous) + 1;
  return earliest > now.getTime() ? new Date(earliest).toISOString() : now.toISOString();
}
