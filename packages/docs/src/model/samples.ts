import type { Example, MediaType, NamedOperation, OpenApiDocument, Parameter, Schema } from "@scenario-openapi/openapi";
import { follow, isJson, isRecord, resolve } from "@scenario-openapi/openapi";
import { sampleCode } from "../samples/sample-code.ts";
import { sampleSecurity, serversOf } from "./servers.ts";
import type { Client, NamedExample, Sample, SampleOperation, SampleRequest } from "./site.ts";

/** The deepest nesting of an example that is made from a schema. */
const MAX_LEVELS = 6;

/** The client that the samples of an operation call, given its server and its credentials. */
export type MakeClient = (operation: Pick<SampleOperation, "server" | "security">) => Client;

/** What the samples of an operation need to know about it. */
export function sampleOperation(
  document: OpenApiDocument,
  { node, method, path, name }: NamedOperation,
  client: MakeClient | undefined,
  basicCredentials: { user: string; password: string },
): SampleOperation {
  const [mediaType] = preferredMedia(node.requestBody && follow(document, node.requestBody).content) ?? [];
  const security = sampleSecurity(document, node, basicCredentials);
  const [{ url: server } = { url: "" }] = serversOf(
    node.servers ?? document.paths?.[path]?.servers ?? document.servers,
  );
  return {
    name,
    method: method.toUpperCase(),
    route: path,
    server,
    ...(mediaType !== undefined && { mediaType }),
    security,
    ...(client && { client: client({ server, security }) }),
  };
}

/** One sample for each example of the body; without examples, a single sample that is made from the schema. */
export function samplesOf(document: OpenApiDocument, operation: NamedOperation, sampled: SampleOperation): Sample[] {
  const { node, parameters } = operation;
  const [, media] = preferredMedia(node.requestBody && follow(document, node.requestBody).content) ?? [];
  const parts = parametersExample(document, parameters);
  const given = namedExamples(document, media);
  const fromSchema = given.length === 0;
  const made = {
    key: "example",
    title: node.summary ?? operation.name,
    value: media && exampleOf(document, media.schema),
  };
  return (fromSchema ? [made] : given).map(({ value, ...named }) => {
    const request: SampleRequest = { ...parts, ...(media && { body: value }) };
    return { ...named, fromSchema, request, code: sampleCode(sampled, request) };
  });
}

/** The media type that the pages and the samples show: JSON if it is one of several. */
export function preferredMedia(
  content: Record<string, MediaType> | undefined,
): [mediaType: string, media: MediaType] | undefined {
  const all = Object.entries(content ?? {});
  return all.find(([mediaType]) => isJson(mediaType)) ?? all[0];
}

/** The required parameters, with their own examples or with values made from their schemas. */
function parametersExample(document: OpenApiDocument, parameters: Parameter[]): SampleRequest {
  const request: SampleRequest = { path: {}, query: {}, header: {} };
  for (const { in: place, name, required, example, examples, schema } of parameters) {
    if (place === "cookie" || !(required || place === "path")) continue;
    const [named] = Object.values(examples ?? {});
    request[place][name] = example ?? (named && follow(document, named).value) ?? exampleOf(document, schema, name);
  }
  return request;
}

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
 * A value that fits a schema, made of its examples, defaults and enumerations. An object gets its required properties. A
 * string about which the schema says nothing is `name`.
 */
function exampleOf(document: OpenApiDocument, node: unknown, name = "string", trail: readonly Schema[] = []): unknown {
  const { schema, nullable } = resolve(document, node);
  const given = [
    schema.example,
    ...(Array.isArray(schema.examples) ? schema.examples : []),
    schema.const,
    schema.default,
  ];
  const value = [...given, ...(schema.enum ?? [])].find((value) => value !== undefined);
  if (value !== undefined) return value;
  if (trail.length >= MAX_LEVELS) return nullable ? null : {};
  const below = [...trail, schema];
  const [option] = schema.oneOf ?? schema.anyOf ?? [];
  if (option !== undefined && !schema.properties)
    return withDiscriminator(schema, option, exampleOf(document, option, name, below));
  const [type] = [schema.type ?? (schema.properties ? "object" : schema.items ? "array" : undefined)].flat();
  switch (type) {
    case "object":
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, exampleOf(document, schema.properties?.[key], key, below)]),
      );
    case "array":
      return schema.minItems ? [exampleOf(document, schema.items, name, below)] : [];
    case "number":
    case "integer":
      return schema.minimum ?? 1;
    case "boolean":
      return true;
    case "string":
      return stringExample(schema, name);
    default:
      return null;
  }
}

/** Sets the property that tells the alternatives apart, if the schema has a discriminator. */
function withDiscriminator({ discriminator }: Schema, option: Schema, value: unknown): unknown {
  if (!discriminator || !isRecord(value) || option.$ref === undefined) return value;
  const name = option.$ref.split("/").at(-1) ?? "";
  const [word = name] =
    Object.entries(discriminator.mapping ?? {}).find(([, to]) => to === option.$ref || to === name) ?? [];
  return { ...value, [discriminator.propertyName]: word };
}

const FORMATS = new Map([
  ["date-time", "2026-01-31T12:00:00Z"],
  ["date", "2026-01-31"],
  ["time", "12:00:00Z"],
  ["duration", "P1D"],
  ["email", "reader@example.com"],
  ["hostname", "example.com"],
  ["ipv4", "192.0.2.1"],
  ["ipv6", "2001:db8::1"],
  ["uri", "https://example.com/"],
  ["uuid", "6f1f6a55-4b3e-4b8e-9a3c-2d4b5a6c7d8e"],
]);

function stringExample({ format = "", minLength = 0 }: Schema, name: string): string {
  return FORMATS.get(format) ?? name.padEnd(minLength, "x");
}
