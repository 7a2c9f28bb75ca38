// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type { paths } from "@scenario-openapi/types";
import { bodySchema, requestValidator, type RequestSchemas, type RequestValidator, type Schema, type StandardSchema } from "../validation/index.ts";

const updateModelRequestSchema: Schema = {
  type: "object",
  properties: {
    classSlug: { type: ["string", "null"] },
    concepts: { type: "array", items: { $ref: () => conceptSchema } },
    epoch: { type: ["string", "null"] },
    name: { type: "string" },
    negativePromptEmbedding: { type: "string" },
    parameters: { $ref: () => trainingParametersSchema },
    promptEmbedding: { type: "string" },
    shortDescription: { type: "string" },
    thumbnail: { type: ["string", "null"] },
    type: { $ref: () => modelTypeSchema },
  },
  toldBy: { type: () => modelTypeSchema },
};
const conceptSchema: Schema = {
  type: "object",
  required: ["modelId", "scale"],
  properties: { modelId: { type: "string" }, scale: { type: "number" }, modelEpoch: { type: "string" } },
};
const trainingParametersSchema: Schema = {
  type: "object",
  properties: {
    age: { type: "string" },
    batchSize: { type: "number" },
    classPrompt: { type: "string" },
    cloneType: { type: "string" },
    conceptPrompt: { type: "string" },
    gender: { type: "string" },
    language: { type: "string" },
    learningRate: { type: "number" },
    learningRateTextEncoder: { type: "number" },
    learningRateUnet: { type: "number" },
    lrScheduler: { $ref: () => learningRateSchedulerSchema },
    maxTrainSteps: { type: "number" },
    nbEpochs: { type: "number" },
    nbRepeats: { type: "number" },
    numTextTrainSteps: { type: "number" },
    numUNetTrainSteps: { type: "number" },
    optimizeFor: { $ref: () => trainingOptimizationSchema },
    priorLossWeight: { type: "number" },
    randomCrop: { type: "boolean" },
    randomCropRatio: { type: "number" },
    randomCropScale: { type: "number" },
    rank: { type: "number" },
    removeBackgroundNoise: { type: "boolean" },
    samplePrompts: { type: "array", items: { type: "string" } },
    sampleSourceImages: { type: "array", items: { type: "string" } },
    scaleLr: { type: "boolean" },
    seed: { type: "number" },
    textEncoderTrainingRatio: { type: "number" },
    validationFrequency: { type: "number" },
    validationPrompt: { type: "string" },
    voiceDescription: { type: "string" },
    wandbKey: { type: "string", maxLength: 40 },
  },
  differs: {
    name: "Trainer",
    properties: {
      learningRateTextEncoder: [
        { words: ["sdxl", "sdxl-lora"], title: "SDXL", schema: { minimum: 0 } },
        { words: ["flux-lora"], title: "Flux LoRA", schema: { maximum: 0.001, minimum: 0.000001 } },
      ],
      maxTrainSteps: [
        { words: ["sd1.5", "sd15"], title: "SD1.5", schema: { maximum: 40000, minimum: 0 } },
        { words: ["sdxl", "sdxl-lora"], title: "SDXL", schema: { maximum: 40000, minimum: 0 } },
        { words: ["flux", "flux-lora"], title: "Flux", schema: { maximum: 10000, minimum: 0 } },
      ],
      rank: [
        { words: ["flux-lora"], title: "Flux LoRA", schema: { maximum: 64, minimum: 2 } },
        { words: ["musubi"], title: "Musubi", schema: { maximum: 128, minimum: 2 } },
      ],
    },
  },
};
const modelTypeSchema: Schema = {
  type: "string",
  enum: [
    "custom",
    "elevenlabs-voice",
    "flux.1",
    "flux.1-composition",
    "flux.1-kontext-dev",
    "flux.1-kontext-lora",
    "flux.1-krea-dev",
    "flux.1-krea-lora",
    "flux.1-lora",
    "flux.1-pro",
    "flux.1.1-pro-ultra",
    "flux.2-dev-edit-lora",
    "flux.2-dev-lora",
    "flux.2-klein-4b-edit-lora",
    "flux.2-klein-4b-lora",
    "flux.2-klein-9b-edit-lora",
    "flux.2-klein-9b-lora",
    "flux.2-klein-base-4b-edit-lora",
    "flux.2-klein-base-4b-lora",
    "flux.2-klein-base-9b-edit-lora",
    "flux.2-klein-base-9b-lora",
    "flux1.1-pro",
    "gpt-image-1",
    "qwen-image-2512-lora",
    "qwen-image-edit-2509-lora",
    "qwen-image-edit-2511-lora",
    "qwen-image-edit-lora",
    "qwen-image-lora",
    "sd-1_5",
    "sd-1_5-composition",
    "sd-1_5-lora",
    "sd-xl",
    "sd-xl-composition",
    "sd-xl-lora",
    "zimage-de-turbo-lora",
    "zimage-lora",
    "zimage-turbo-lora",
  ],
  tells: {
    name: "Trainer",
    words: {
      "elevenlabs-voice": "elevenlabs-voice",
      "flux.1": "flux",
      "flux.1-composition": "flux",
      "flux.1-kontext-dev": "flux",
      "flux.1-kontext-lora": "flux-lora",
      "flux.1-krea-dev": "flux",
      "flux.1-krea-lora": "flux-lora",
      "flux.1-lora": "flux-lora",
      "flux.1-pro": "flux",
      "flux.1.1-pro-ultra": "flux",
      "flux.2-dev-edit-lora": "flux",
      "flux.2-dev-lora": "flux",
      "flux.2-klein-4b-edit-lora": "flux",
      "flux.2-klein-4b-lora": "flux",
      "flux.2-klein-9b-edit-lora": "flux",
      "flux.2-klein-9b-lora": "flux",
      "flux.2-klein-base-4b-edit-lora": "flux",
      "flux.2-klein-base-4b-lora": "flux",
      "flux.2-klein-base-9b-edit-lora": "flux",
      "flux.2-klein-base-9b-lora": "flux",
      "flux1.1-pro": "flux",
      "sd-1_5": "sd15",
      "sd-1_5-composition": "sd1.5",
      "sd-1_5-lora": "sd15",
      "sd-xl": "sdxl",
      "sd-xl-composition": "sdxl",
      "sd-xl-lora": "sdxl-lora",
    },
  },
};
const learningRateSchedulerSchema: Schema = {
  type: "string",
  enum: ["constant", "constant-with-warmup", "cosine", "cosine-with-restarts", "linear", "polynomial"],
};
const trainingOptimizationSchema: Schema = { type: "string", enum: ["likeness"], unlisted: ["all", "none"] };

const updateModelRequest: RequestSchemas<"path" | "query" | "body"> = {
  path: { type: "object", required: ["modelId"], properties: { modelId: { type: "string" } } },
  query: { type: "object", properties: { originalAssets: { type: "boolean" } } },
  body: { required: true, content: { "application/json": { $ref: () => updateModelRequestSchema } } },
  secrets: ["wandbKey"],
};

/** Checks a request of `updateModel` before it is sent: `PUT /models/{modelId}`. */
export const validateUpdateModel: RequestValidator<"path" | "query" | "body"> = /* @__PURE__ */ requestValidator(updateModelRequest);

/** The body of `updateModel` as a Standard Schema. */
export const updateModelBody: StandardSchema<NonNullable<paths["/models/{modelId}"]["put"]["requestBody"]>["content"]["application/json"]> = /* @__PURE__ */ bodySchema(updateModelRequest);

/** The validators of all operations, by the names of the operations. */
export const requestValidators = { updateModel: validateUpdateModel };
