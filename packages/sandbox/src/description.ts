import { createRequire } from "node:module";

/** A JSON schema (2020-12), as OpenAPI 3.1 writes them. */
export type Schema = Record<string, unknown>;

/** The schemas of a description by their names. */
export type Schemas = Record<string, Schema>;

/** A parameter in the path, the query, a header or a cookie. */
export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

/** As much of a bundled OpenAPI 3.1 document as the sandbox reads. */
export interface Description {
  servers: { url: string }[];
  paths: Record<string, { put?: Operation }>;
  components: { schemas: Schemas };
}

interface Operation {
  operationId?: string;
  parameters: Parameter[];
  requestBody: { content: Record<string, { schema: Schema }> };
}

/** The one documented operation, in the terms that a server needs. */
export interface UpdateModelOperation {
  /** The path of the documented server: `/v1`. */
  basePath: string;
  /** The path of the operation after the base path, as it is documented: `/v1/models/{modelId}`. */
  path: string;
  /** The media type of the request body: `application/json`. */
  mediaType: string;
  parameters: Parameter[];
  requestSchema: Schema;
  modelSchema: Schema;
  /** What the schemas refer to as `#/components/schemas/...`. */
  schemas: Schemas;
}

/** Reads the description that the package `@scenario-openapi/spec` carries. */
export function readDescription(): Description {
  // require, because importing JSON makes Node 20 print an experimental warning.
  return createRequire(import.meta.url)("@scenario-openapi/spec/openapi.json");
}

/** Finds `updateModel` in a description. Throws an `Error` that names what the description lacks. */
export function findUpdateModel({ servers, paths, components: { schemas } }: Description): UpdateModelOperation {
  const entries = Object.entries(paths);
  const [path, { put }] = present(
    entries.find(([, item]) => item.put?.operationId === "updateModel"),
    "updateModel",
  );
  const { parameters, requestBody } = present(put, "updateModel");
  const [mediaType, request] = present(Object.entries(requestBody.content)[0], "a body of updateModel");
  const basePath = new URL(present(servers[0], "a server").url).pathname.replace(/\/$/, "");
  return {
    basePath,
    path: basePath + path,
    mediaType,
    parameters,
    requestSchema: request.schema,
    modelSchema: present(schemas.Model, "the schema Model"),
    schemas,
  };
}

function present<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`The OpenAPI description lacks ${what}.`);
  return value;
}
