import type { OpenApiDocument, Operation, Schema } from "@repo/openapi";

const kinds: Schema[] = [
  { type: "string", maxLength: 200 },
  { type: "integer", minimum: 0 },
  { type: "boolean" },
  { type: "array", items: { type: "string" } },
  { type: "string", enum: ["small", "medium", "large"] },
];

/** A description with a number of operations: five for each resource, whose schemas refer to each other. */
export function makeDescription(operations: number): OpenApiDocument {
  const resources = Math.ceil(operations / 5);
  const document: Required<Pick<OpenApiDocument, "paths">> & OpenApiDocument = {
    openapi: "3.1.1",
    info: { title: "Made", version: "1.0.0" },
    servers: [{ url: "https://made.example" }],
    paths: {},
    components: { schemas: {} },
  };
  let left = operations;
  for (let index = 0; index < resources; index++) {
    const name = `Resource${index}`;
    Object.assign(document.components?.schemas ?? {}, { [name]: schemaOf(index, resources) });
    const all: [string, "get" | "post" | "put" | "delete"][] = [
      ["list", "get"],
      ["create", "post"],
      ["get", "get"],
      ["update", "put"],
      ["delete", "delete"],
    ];
    for (const [verb, method] of all.slice(0, left)) {
      const hasId = verb !== "list" && verb !== "create";
      const path = `/resources-${index}${hasId ? "/{id}" : ""}`;
      document.paths[path] = { ...document.paths[path], [method]: operationOf(verb, name, hasId) };
    }
    left -= all.length;
  }
  return document;
}

function operationOf(verb: string, name: string, hasId: boolean): Operation {
  const schema = { $ref: `#/components/schemas/${name}` };
  const content = {
    "application/json": { schema: verb === "list" ? { type: "array" as const, items: schema } : schema },
  };
  return {
    operationId: `${verb}${name}`,
    tags: [name],
    summary: `${verb} a resource`,
    parameters: hasId
      ? [{ name: "id", in: "path", required: true, schema: { type: "string" } }]
      : [{ name: "limit", in: "query", schema: { type: "integer", maximum: 100 } }],
    ...(verb === "create" || verb === "update" ? { requestBody: { required: true, content } } : {}),
    responses: { "200": { description: "The result.", content } },
  };
}

function schemaOf(index: number, resources: number): Schema {
  const fields = Array.from({ length: 20 }, (_, at): [string, Schema] => [
    `field${at}`,
    { ...kinds[(index + at) % kinds.length], description: `Field ${at} of a resource.` },
  ]);
  const next: Schema = { $ref: `#/components/schemas/Resource${(index + 1) % resources}` };
  return { type: "object", required: ["field0"], properties: { ...Object.fromEntries(fields), next } };
}
