import { follow } from "../../../../scripts/generate/follow.ts";
import { isRecord } from "../../../../scripts/spec/is-record.ts";
import type { Example, MediaType, OpenApiDocument, Schema } from "../../../../scripts/spec/openapi-document.ts";
import { resolve } from "./resolve.ts";
import type { NamedExample } from "./site.ts";

/** So deep an example made from a schema goes. */
const MOST_LEVELS = 6;

/** The examples of a body, with a title for each. */
export function namedExamples(document: OpenApiDocument, media: MediaType | undefined): NamedExample[] {
  if (!media) return [];
  const named = Object.entries(media.examples ?? {}).flatMap(([key, node]): NamedExample[] => {
    const { summary, description, value } = follow<Example>(document, node);
    return value === undefined ? [] : [{ key, title: summary ?? key, ...(description && { description }), value }];
  });
  if (named.length > 0) return named;
  const { example } = media;
  return example === undefined ? [] : [{ key: "example", title: "Example", value: example }];
}

/**
 * A value that a schema allows, made of its examples, defaults and enumerations: of an object, the properties that are
 * required. A text is `name` where nothing says more.
 */
export function exampleOf(document: OpenApiDocument, node: unknown, name = "string"): unknown {
  return made(document, node, name, []);
}

function made(document: OpenApiDocument, node: unknown, name: string, trail: readonly Schema[]): unknown {
  const { schema, nullable } = resolve(document, node);
  const given = [
    schema.example,
    ...(Array.isArray(schema.examples) ? schema.examples : []),
    schema.const,
    schema.default,
  ];
  const value = [...given, ...(schema.enum ?? [])].find((value) => value !== undefined);
  if (value !== undefined) return value;
  if (trail.length >= MOST_LEVELS) return nullable ? null : {};
  const below = [...trail, schema];
  const [option] = schema.oneOf ?? schema.anyOf ?? [];
  const [type] = [schema.type ?? (schema.properties ? "object" : schema.items ? "array" : undefined)].flat();
  if (option !== undefined && !schema.properties) return told(schema, option, made(document, option, name, below));
  switch (type) {
    case "object":
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, made(document, schema.properties?.[key], key, below)]),
      );
    case "array":
      return schema.minItems ? [made(document, schema.items, name, below)] : [];
    case "number":
    case "integer":
      return schema.minimum ?? 1;
    case "boolean":
      return true;
    default:
      return type === "string" ? textLike(schema, name) : null;
  }
}

/** A value with the word that tells its alternative from the others, where the schema has a discriminator. */
function told({ discriminator }: Schema, option: Schema, value: unknown): unknown {
  if (!discriminator || !isRecord(value) || option.$ref === undefined) return value;
  const name = option.$ref.split("/").at(-1) ?? "";
  const [word = name] =
    Object.entries(discriminator.mapping ?? {}).find(([, to]) => to === option.$ref || to === name) ?? [];
  return { ...value, [discriminator.propertyName]: word };
}

function textLike({ format, minLength = 0 }: Schema, name: string): string {
  const known: Record<string, string> = {
    "date-time": "2026-01-31T12:00:00Z",
    date: "2026-01-31",
    time: "12:00:00Z",
    duration: "P1D",
    email: "reader@example.com",
    hostname: "example.com",
    ipv4: "192.0.2.1",
    ipv6: "2001:db8::1",
    uri: "https://example.com/",
    uuid: "6f1f6a55-4b3e-4b8e-9a3c-2d4b5a6c7d8e",
  };
  return (
    (format !== undefined && Object.hasOwn(known, format) ? known[format] : undefined) ?? name.padEnd(minLength, "x")
  );
}
