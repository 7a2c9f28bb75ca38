import type { FormField, RequestForm } from "../src/model/site.ts";

export const field = (kind: FormField["kind"], name: string, parts: Partial<FormField> = {}): FormField => ({
  id: name,
  name,
  kind,
  ...parts,
});

/** A form with a field of each kind, for an operation that the sandbox serves. */
export const form: RequestForm = {
  operation: {
    name: "updateModel",
    method: "PUT",
    route: "/models/{modelId}",
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
    client: { constant: "scenario", setup: ['import { scenario } from "./client.ts";'] },
  },
  parameters: [
    field("string", "modelId", { place: "path", required: true }),
    field("boolean", "originalAssets", { place: "query" }),
    field("string", "X-Note", { place: "header", maxLength: 5 }),
  ],
  body: field("object", "body", {
    required: true,
    fields: [
      field("string", "name", { example: "Cinematic Realism" }),
      field("string", "thumbnail", { nullable: true }),
      field("string", "type", { values: ["flux.1-lora", "sd-xl-lora"] }),
      field("array", "concepts", {
        item: field("object", "", {
          fields: [
            field("string", "modelId", { required: true }),
            field("number", "scale", { required: true, minimum: 0, maximum: 2 }),
          ],
        }),
      }),
      field("object", "parameters", {
        filter: "trainer",
        fields: [
          field("number", "rank", { minimum: 2, maximum: 64, availableFor: ["sdxl-lora", "flux-lora"] }),
          field("integer", "seed", { availableFor: ["sdxl-lora"] }),
          field("array", "samplePrompts", { maxItems: 2, item: field("string", ""), availableFor: ["flux-lora"] }),
          field("string", "wandbKey", { secret: true, maxLength: 40 }),
        ],
      }),
      field("map", "labels", { item: field("string", "") }),
      field("any", "extra"),
    ],
  }),
  servers: [
    {
      url: "http://127.0.0.1:4010/v1",
      title: "Sandbox",
      credentials: { apiKey: "sandbox-key", apiSecret: "sandbox-secret" },
    },
    { url: "https://staging.example.com/v1", title: "Staging" },
  ],
  // Its keys are not in the order of the fields: the composer must keep it.
  start: {
    path: { modelId: "model_Qs8mLf3WxZd6TnRk5Vb9Yc" },
    query: {},
    header: {},
    body: { parameters: { samplePrompts: ["a fox"], rank: 16 }, name: "Neon Rain", undocumented: [1] },
  },
};
