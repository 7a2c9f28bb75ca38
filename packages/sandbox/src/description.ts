import { findSchemaProblems, updateModelValidators, type ValueProblem } from "@scenario-openapi/client/validate";
import document from "@scenario-openapi/spec/openapi.json" with { type: "json" };
import type { paths, UpdateModelRequest } from "@scenario-openapi/types";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** A JSON schema (2020-12), as in OpenAPI 3.1. */
type Schema = Record<string, unknown>;

/** A parameter in the path, the query, a header or a cookie. */
export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

const PATH = "/models/{modelId}" satisfies keyof paths;
const MEDIA_TYPE = "application/json" satisfies keyof NonNullable<paths[typeof PATH]["put"]["requestBody"]>["content"];

/** The part of the bundled OpenAPI document that the sandbox reads. */
interface Description {
  servers: readonly { url: string }[];
  paths: Record<
    typeof PATH,
    { put: { parameters: Parameter[]; requestBody: { content: Record<typeof MEDIA_TYPE, { schema: Schema }> } } }
  >;
  components: { schemas: Record<string, Schema> };
}

/** Returns every way in which a value does not fit; an empty array if it fits. */
export type Check = (value: unknown) => ValueProblem[];

/** What a server needs to know about the documented operation. */
export interface UpdateModelOperation {
  /** The path of the documented server: `/v1`. */
  basePath: string;
  /** The path of the operation, including the base path: `/v1/models/{modelId}`. */
  path: string;
  /** The media type of the request body. */
  mediaType: string;
  parameters: Parameter[];
  checks: {
    /** Checks an object of path parameters. */
    path: Check;
    /** Checks an object of query parameters, each converted to the type in its schema. */
    query: Check;
    requestBody: Check;
    model: Check;
  };
  /** Removes the properties that the schema does not name from a valid body, because their effect is not documented. */
  removeUndocumented(body: UpdateModelRequest): void;
}

/** The description in the package `@scenario-openapi/spec`, which becomes a part of this package when it is built. */
export const description: Description = document;

/** Reads the documented operation and compiles its checks. The client has compiled those of a request already. */
export function readOperation(): UpdateModelOperation {
  const { servers, paths, components } = description;
  const { parameters, requestBody } = paths[PATH].put;
  const [server] = servers;
  if (server === undefined) throw new Error("The description has no server, whose path the sandbox needs.");
  const basePath = new URL(server.url).pathname.replace(/\/$/, "");
  const modelValidator = compileSchema({ $ref: "#/components/schemas/Model" }, components);
  return {
    basePath,
    path: basePath + PATH,
    mediaType: MEDIA_TYPE,
    parameters,
    checks: {
      path: (value) => findSchemaProblems(updateModelValidators.path, value),
      query: (value) => findSchemaProblems(updateModelValidators.query, value),
      requestBody: (value) => findSchemaProblems(updateModelValidators.body, value),
      model: (value) => findSchemaProblems(modelValidator, value),
    },
    removeUndocumented: compileSchema(requestBody.content[MEDIA_TYPE].schema, components, { removeAdditional: "all" }),
  };
}

/**
 * Compiles a schema of an OpenAPI 3.1 description.
 *
 * @param components the object to which the schema refers as `#/components`
 */
export function compileSchema(
  schema: Schema,
  components: Description["components"],
  options?: { removeAdditional: "all" },
): ValidateFunction {
  // Not strict, because OpenAPI documents have keywords that JSON Schema does not know, such as x-available-for.
  const ajv = new Ajv2020({ allErrors: true, strict: false, ...options });
  addFormats.default(ajv);
  // References start at the root of the compiled schema.
  return ajv.compile({ ...schema, components });
}
