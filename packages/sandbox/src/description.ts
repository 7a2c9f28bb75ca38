import type { OpenApiDocument, Schema } from "@repo/openapi";
import type { Settings } from "@repo/settings";
import { problemsOf, type ValueProblem } from "@scenario-openapi/client/validation";
import bundled from "@scenario-openapi/spec/openapi.json" with { type: "json" };
import bundledSettings from "@scenario-openapi/spec/settings.json" with { type: "json" };
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** The description in the package `@scenario-openapi/spec`, which becomes a part of this package when it is built. */
// The compiler takes the words in it for any strings.
export const description = bundled as object as OpenApiDocument;

/** The names and credentials that are set for it. */
export const settings: Settings = bundledSettings;

/** The path of the documented server: `/v1`. */
export function basePathOf({ servers: [server] = [] }: OpenApiDocument): string {
  const { url = "/", variables = {} } = server ?? {};
  const filled = url.replace(/\{([^{}]*)\}/g, (whole, name: string) => variables[name]?.default ?? whole);
  return new URL(filled, "http://localhost").pathname.replace(/\/$/, "");
}

/** Returns every way in which a value does not fit; an empty array if it fits. */
export type Check = (value: unknown) => ValueProblem[];

/**
 * Compiles a schema of an OpenAPI 3.1 description into a check. No message shows the value of a property with
 * `format: password`.
 */
export function checkOf({ components = {} }: OpenApiDocument, schema: Schema): Check {
  // Not strict, because OpenAPI documents have keywords that JSON Schema does not know, such as x-available-for.
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  // References start at the root of the compiled schema.
  const validate = ajv.compile({ ...schema, components });
  const properties = Object.values(components.schemas ?? {}).flatMap((one) => Object.entries(one.properties ?? {}));
  const secrets = properties.filter(([, { format }]) => format === "password").map(([name]) => name);
  return (value) => (validate(value) ? [] : problemsOf(validate.errors ?? [], value, secrets));
}
