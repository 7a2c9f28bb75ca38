import type { clientFiles } from "@repo/codegen";

/** The API whose client the tests call: one operation, which takes a secret. */
export const description: Parameters<typeof clientFiles>[0] = {
  openapi: "3.1.1",
  info: { title: "Harbour", version: "1.2.3" },
  servers: [{ url: "https://api.harbour.example/v1" }],
  security: [{ basicAuth: [] }],
  paths: {
    "/boats/{boatId}": {
      put: {
        operationId: "updateBoat",
        parameters: [
          { name: "boatId", in: "path", required: true, schema: { type: "string" } },
          { name: "allPhotos", in: "query", schema: { type: "boolean" } },
        ],
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/BoatUpdate" } } },
        },
        responses: {
          "200": {
            description: "The boat.",
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  required: ["boat"],
                  properties: { boat: { $ref: "#/components/schemas/Boat" } },
                },
              },
            },
          },
        },
      },
    },
  },
  components: {
    securitySchemes: { basicAuth: { type: "http", scheme: "basic" } },
    schemas: {
      BoatUpdate: {
        type: "object",
        properties: {
          name: { type: "string" },
          kind: { enum: ["ferry", "tug"] },
          photo: { type: ["string", "null"] },
          convoy: {
            type: "array",
            items: {
              type: "object",
              required: ["boatId", "distance"],
              properties: { boatId: { type: "string" }, distance: { type: "number" } },
            },
          },
          rig: { $ref: "#/components/schemas/Rig" },
        },
      },
      Boat: {
        type: "object",
        required: ["id"],
        properties: {
          id: { type: "string" },
          name: { type: "string" },
          tags: { type: "array", items: { type: "string" } },
          rig: { $ref: "#/components/schemas/Rig" },
        },
      },
      Rig: {
        type: "object",
        properties: {
          masts: { type: "integer", maximum: 4 },
          sailArea: { type: "number" },
          radioKey: { type: "string", format: "password", maxLength: 40 },
        },
      },
    },
  },
};

export const settings: Parameters<typeof clientFiles>[1] = {
  name: "Harbour",
  scope: "@harbour",
  credentials: {
    basicAuth: {
      username: { option: "apiKey", variable: "HARBOUR_API_KEY" },
      password: { option: "apiSecret", variable: "HARBOUR_API_SECRET" },
    },
  },
};
