import type { FormField, RequestForm } from "../src/model/site.ts";

export const field = (kind: FormField["kind"], name: string, parts: Partial<FormField> = {}): FormField => ({
  id: name,
  name,
  kind,
  ...parts,
});

/** A form with a field of each kind, for an operation of a made-up API. */
export const form: RequestForm = {
  operation: {
    name: "updateBoat",
    method: "PUT",
    route: "/boats/{boatId}",
    server: "https://api.example.com/v1",
    mediaType: "application/json",
    security: [
      {
        name: "basicAuth",
        kind: "basic",
        username: { option: "apiKey", variable: "API_KEY" },
        password: { option: "apiSecret", variable: "API_SECRET" },
      },
    ],
    client: { constant: "harbour", setup: ['import { harbour } from "./client.ts";'] },
  },
  parameters: [
    field("string", "boatId", { place: "path", required: true }),
    field("boolean", "sold", { place: "query" }),
    field("string", "X-Note", { place: "header", maxLength: 5 }),
  ],
  body: field("object", "body", {
    required: true,
    fields: [
      field("string", "name", { example: "Aurora" }),
      field("string", "photo", { nullable: true }),
      field("string", "type", { values: ["ferry", "tug"] }),
      field("array", "crew", {
        item: field("object", "", {
          fields: [
            field("string", "sailorId", { required: true }),
            field("number", "share", { required: true, minimum: 0, maximum: 2 }),
          ],
        }),
      }),
      field("object", "parameters", {
        filter: "rig",
        fields: [
          field("number", "sails", { minimum: 2, maximum: 64, availableFor: ["sloop", "ketch"] }),
          field("integer", "keel", { availableFor: ["sloop"] }),
          field("array", "flags", { maxItems: 2, item: field("string", ""), availableFor: ["ketch"] }),
          field("string", "lockCode", { secret: true, maxLength: 40 }),
        ],
      }),
      field("map", "labels", { item: field("string", "") }),
      field("any", "extra"),
    ],
  }),
  servers: [
    {
      url: "http://127.0.0.1:4010/v1",
      title: "Practice",
      credentials: { apiKey: "harbour-key", apiSecret: "harbour-secret" },
    },
    { url: "https://staging.example.com/v1", title: "Staging" },
  ],
  // Its keys are not in the order of the fields: the composer must keep it.
  start: {
    path: { boatId: "boat_7" },
    query: {},
    header: {},
    body: { parameters: { flags: ["a fox"], sails: 16 }, name: "Sea Fox", undocumented: [1] },
  },
};
