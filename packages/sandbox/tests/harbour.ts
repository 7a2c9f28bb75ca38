import type { OpenApiDocument } from "@repo/openapi";
import { requestValidator } from "@scenario-openapi/client/validation";
import { type Remembered, readApi, sandboxOf } from "../src/api.ts";
import type { State } from "../src/handler.ts";
import type { SandboxOptions } from "../src/sandbox.ts";

export interface Boat {
  id: string;
  name: string;
  photo?: string | null;
}

const document: OpenApiDocument = {
  openapi: "3.1.1",
  info: { title: "Harbour", version: "1" },
  servers: [{ url: "https://api.harbour.example/v1" }],
  security: [{ basicAuth: [] }],
  paths: {
    "/boats/{boatId}": {
      put: {
        operationId: "updateBoat",
        parameters: [
          { name: "boatId", in: "path", required: true, schema: { type: "string", examples: ["boat_1"] } },
          { name: "allPhotos", in: "query", schema: { type: "boolean" } },
        ],
        requestBody: { required: true, content: { "application/json": { schema: { type: "object" } } } },
        responses: { "200": { description: "The boat.", content: { "application/json": {} } } },
      },
    },
  },
  components: { securitySchemes: { basicAuth: { type: "http", scheme: "basic" } } },
};

const updateBoat = requestValidator<"path" | "query" | "body">({
  path: { type: "object", required: ["boatId"], properties: { boatId: { type: "string" } } },
  query: { type: "object", properties: { allPhotos: { type: "boolean" } } },
  body: {
    required: true,
    content: {
      "application/json": {
        type: "object",
        properties: { name: { type: "string" }, photo: { type: ["string", "null"] } },
      },
    },
  },
});

const credentials = { username: { option: "apiKey" }, password: { option: "apiSecret" } };
export const api = readApi(document, { credentials: { basicAuth: credentials } }, { updateBoat });

/** A sandbox with two boats, which keep their updates. */
export function harbour(options: SandboxOptions = {}, remembered: Remembered = {}) {
  const boats = new Map<string, Boat>(["boat_1", "boat_2"].map((id) => [id, { id, name: "Aurora" }]));
  const state: State = {
    missing: ({ boatId = "" }) => (boats.has(boatId) ? undefined : `There is no boat ${boatId}.`),
    validate: (request) => updateBoat(request),
    answer({ boatId: id = "" }, body) {
      const boat = { name: "", ...boats.get(id), ...Object(body), id };
      return { body: { boat }, keep: () => boats.set(id, boat) };
    },
  };
  return { ...sandboxOf(api, options, { states: { updateBoat: state }, ...remembered }), boats };
}

export function boatUrl(id: string, base = "https://api.harbour.example/v1"): string {
  return `${base}/boats/${encodeURIComponent(id)}`;
}

export function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString("base64")}`;
}

/** The options of a request with the default credentials. */
export function putInit(body: NonNullable<RequestInit["body"]>, headers: Record<string, string> = {}) {
  const authorization = basic("sandbox-key:sandbox-secret");
  return { method: "PUT", headers: { authorization, "content-type": "application/json", ...headers }, body };
}
