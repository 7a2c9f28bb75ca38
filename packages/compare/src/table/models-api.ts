import type { OpenApiDocument, Schema } from "@repo/openapi";

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const text = (more: Schema = {}): Schema => ({ type: "string", ...more });
const object = (properties: Record<string, Schema>, required?: string[]): Schema => ({
  type: "object",
  ...(required && { required }),
  properties,
});

/** An API of one operation, with a place for every kind of edit. */
export const modelsApi: OpenApiDocument = {
  openapi: "3.1.1",
  info: { title: "Models", version: "1.0.0", description: "Models of images." },
  servers: [{ url: "https://api.example.com/v0", description: "The service." }],
  tags: [{ name: "Models", description: "What is set about a model." }],
  security: [{ basicAuth: [] }],
  paths: {
    "/models/{modelId}": {
      put: {
        operationId: "updateModel",
        tags: ["Models"],
        summary: "Update a model",
        parameters: [
          { name: "modelId", in: "path", required: true, description: "Its ID.", schema: text() },
          { name: "originalAssets", in: "query", schema: { type: "boolean" } },
        ],
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: ref("UpdateModelRequest"),
              examples: { Rename: { $ref: "#/components/examples/Rename" } },
            },
          },
        },
        responses: {
          "200": {
            description: "The model.",
            content: { "application/json": { schema: ref("UpdateModelResponse") } },
          },
          default: { description: "Any other answer." },
        },
      },
    },
  },
  components: {
    securitySchemes: { basicAuth: { type: "http", scheme: "basic" } },
    examples: { Rename: { summary: "Rename a model", value: { name: "Another" } } },
    schemas: {
      UpdateModelRequest: object({
        name: text({ description: "The name.", examples: ["Dawn"] }),
        classSlug: text(),
        concepts: { type: "array", items: ref("Concept") },
        epoch: text(),
        parameters: { ...ref("TrainingParameters"), description: "How it is trained." },
        promptEmbedding: text(),
        shortDescription: text(),
        thumbnail: { type: ["string", "null"], examples: ["asset_1"] },
        type: ref("ModelType"),
      }),
      Concept: {
        ...object({ modelId: text(), scale: { type: "number" }, modelEpoch: text() }, ["modelId", "scale"]),
        description: "A model, and how much of it.",
      },
      TrainingParameters: {
        ...object({
          batchSize: { type: "number", "x-available-for": ["charcoal"] },
          lrScheduler: {
            ...ref("LearningRateScheduler"),
            "x-available-for": ["pencil", "gouache"],
            default: "steady",
          },
          maxTrainSteps: {
            type: "number",
            "x-differs-for": {
              dry: { minimum: 0, maximum: 9000 },
              gouache: { description: "It is not used." },
            },
          },
          rank: {
            type: "number",
            description: "The rank.",
            "x-available-for": ["gouache", "charcoal", "ink"],
            "x-differs-for": {
              gouache: { default: 48, deprecated: true },
              charcoal: { default: 12, minimum: 2, maximum: 48 },
              ink: { default: 48, minimum: 2, maximum: 96 },
            },
          },
          scaleLr: { type: "boolean", deprecated: true, "x-available-for": ["pencil", "gouache"] },
          wandbKey: text({ format: "password", maxLength: 36 }),
        }),
        "x-availability": {
          name: "Trainer",
          values: {
            pencil: { title: "Pencil", description: "Training with pencils." },
            gouache: { title: "Gouache", description: "Training with gouache." },
            charcoal: { title: "Charcoal", description: "Training with charcoal." },
            ink: { title: "Ink", description: "Training with Ink." },
          },
          groups: { dry: { title: "Dry", description: "Models of the dry family.", includes: ["charcoal"] } },
        },
      },
      UpdateModelResponse: object({ model: ref("Model") }, ["model"]),
      Model: object(
        {
          accessRestrictions: ref("AccessRestriction"),
          authorId: text(),
          collectionIds: { type: "array", items: text() },
          concepts: { type: "array", items: ref("Concept") },
          createdAt: text({ format: "date-time" }),
          custom: { type: "boolean" },
          id: text(),
          inputs: { type: "array", items: ref("ModelInput") },
          name: text({ examples: ["Dawn"] }),
          ownerId: text(),
          parameters: ref("TrainingParameters"),
          privacy: text({ enum: ["private", "public"], default: "private" }),
          status: ref("ModelStatus"),
          tags: { type: "array", items: text() },
          thumbnail: { ...ref("Thumbnail"), description: "The picture." },
          trainingImagesNumber: { type: "number" },
          trainingStats: ref("TrainingStats"),
          type: ref("ModelType"),
          uiConfig: ref("UiConfig"),
        },
        ["custom", "id", "privacy", "status", "tags", "type"],
      ),
      ModelInput: {
        ...object(
          {
            maxLength: { type: "number", "x-available-for": ["texts"] },
            modelTypes: { type: "array", items: ref("ModelType") },
            type: ref("ModelInputType"),
          },
          ["type"],
        ),
        "x-availability": {
          name: "ModelInputType",
          property: "type",
          values: {
            text: { title: "Text", description: "A text." },
            text_array: { title: "Texts", description: "Some texts." },
            number: { title: "Number", description: "A number." },
          },
          groups: { texts: { title: "Texts", description: "One text or some.", includes: ["text", "text_array"] } },
        },
      },
      TrainingStats: object({ endedAt: text() }),
      Thumbnail: { ...object({ assetId: text(), url: text() }, ["assetId", "url"]), description: "A picture." },
      UiConfig: object({
        inputProperties: { type: "object", additionalProperties: ref("InputPropertyUi") },
        selects: { type: "object", description: "The selects.", additionalProperties: { description: "Any value." } },
      }),
      InputPropertyUi: object({ collapsed: { type: "boolean" } }),
      AccessRestriction: { type: "number", enum: [0, 25, 50] },
      LearningRateScheduler: text({ enum: ["steady", "wave", "slope"] }),
      ModelInputType: text({ enum: ["text", "text_array", "number"] }),
      ModelStatus: text({ enum: ["waiting", "broken", "ready"] }),
      ModelType: {
        type: "string",
        enum: ["custom", "dry-1", "charcoal-1", "gouache-1"],
        "x-tells": {
          name: "Trainer",
          words: { "dry-1": "dry", "charcoal-1": "charcoal", "gouache-1": "gouache" },
        },
      },
    },
  },
};
