import type { Trainer, UpdateModelRequest } from "@scenario-openapi/types";
import { describe, expect, test } from "vitest";
import { findRuleProblems, type ModelBefore, ruleNames, trainerOf } from "../src/validate/index.ts";

const newFlux: ModelBefore = { type: "flux.1-lora", status: "new" };
const trainedFlux: ModelBefore = {
  type: "flux.1-lora",
  status: "trained",
  epochs: [{ epoch: "000001" }],
  parameters: { samplePrompts: ["a lighthouse", "a night market"], sampleSourceImages: ["asset_1", "asset_2"] },
};
const trainedSdxl: ModelBefore = {
  type: "sd-xl-lora",
  status: "trained",
  parameters: { maxTrainSteps: 6_300, validationFrequency: 500 },
};
const sd15: ModelBefore = { ...newFlux, type: "sd-1_5" };
const kontext: ModelBefore = { ...newFlux, type: "flux.1-kontext-lora" };
const kontextWithEpochs: ModelBefore = { ...trainedFlux, type: "flux.1-kontext-lora" };
const trainingKontext: ModelBefore = { ...kontext, status: "training" };
const withoutEpochs: ModelBefore = { ...newFlux, status: "trained" };
const composition: ModelBefore = {
  type: "flux.1-composition",
  status: "trained",
  concepts: [{ modelId: "model_1", scale: 1 }],
};
const inconsistent: ModelBefore = {
  ...newFlux,
  parameters: { validationFrequency: 2, maxTrainSteps: 1, sampleSourceImages: ["a"], samplePrompts: [] },
};
const emptyComposition: ModelBefore = { ...composition, concepts: [] };

/** Each rule that is broken, as `rule pointer`. */
function broken(body: UpdateModelRequest, model?: ModelBefore, trainer?: Trainer): string[] {
  return findRuleProblems(body, model, trainer).map(({ rule, pointer }) => `${rule} ${pointer}`);
}

const rank = (value: number) => ({ parameters: { rank: value } });
const rate = (value: number) => ({ parameters: { learningRateTextEncoder: value } });
const steps = (value: number) => ({ parameters: { maxTrainSteps: value } });
const scale = (value: number) => ({ concepts: [{ modelId: "model_1", scale: value }] });

describe("what the rules accept", () => {
  test.each<[string, UpdateModelRequest, ModelBefore | undefined]>([
    ["an empty update", {}, trainedFlux],
    ["a new type while new", { type: "sd-xl-lora" }, newFlux],
    ["the type that the model has, once trained", { type: "flux.1-lora" }, trainedFlux],
    ["a type, with no model to compare", { type: "sd-xl-lora" }, undefined],
    ["an epoch of a trained flux.1-lora", { epoch: "000001" }, trainedFlux],
    ["an epoch of a trained flux.1-kontext-lora", { epoch: "000001" }, kontextWithEpochs],
    ["an epoch, with no model to compare", { epoch: "000001" }, undefined],
    ["unsetting the epoch of a model that has none", { epoch: null }, newFlux],
    ["Flux rank 2", rank(2), newFlux],
    ["Flux rank 64", rank(64), newFlux],
    ["any rank for SDXL, whose range is not documented", rank(1000), trainedSdxl],
    ["any rank for a type that does not tell its trainer", rank(1000), { ...newFlux, type: "qwen-image-lora" }],
    ["any rank, with no model to tell the trainer", rank(1000), undefined],
    ["Flux learningRateTextEncoder 0.000001", rate(0.000001), newFlux],
    ["Flux learningRateTextEncoder 0.001", rate(0.001), newFlux],
    ["SDXL learningRateTextEncoder 0", rate(0), trainedSdxl],
    ["SDXL learningRateTextEncoder above the Flux maximum", rate(1), trainedSdxl],
    ["SD1.5 maxTrainSteps 0", steps(0), sd15],
    ["SD1.5 maxTrainSteps 40000", steps(40_000), sd15],
    ["SDXL maxTrainSteps 40000", steps(40_000), trainedSdxl],
    ["Flux maxTrainSteps 10000", steps(10_000), newFlux],
    ["Kontext scale 0", scale(0), kontext],
    ["Kontext scale 2", scale(2), kontext],
    ["any scale where the type is not Kontext", scale(-2), composition],
    [
      "two prompts and two images",
      { parameters: { samplePrompts: ["a", "b"], sampleSourceImages: ["c", "d"] } },
      newFlux,
    ],
    ["two prompts, for the two images that the model has", { parameters: { samplePrompts: ["a", "b"] } }, trainedFlux],
    ["prompts without images", { parameters: { samplePrompts: ["a"] } }, newFlux],
    ["images without prompts, with no model to have them", { parameters: { sampleSourceImages: ["a"] } }, undefined],
    ["validation as often as there are steps", { parameters: { validationFrequency: 6_300 } }, trainedSdxl],
    ["validation where the number of steps is not set", { parameters: { validationFrequency: 6_300 } }, newFlux],
    ["another parameter of a model that breaks the rules already", rank(8), inconsistent],
    ["a composition with its concepts", { type: "flux.1-composition", ...scale(1) }, newFlux],
    ["a composition whose concepts the model has", { type: "flux.1-composition" }, composition],
    ["a composition, with no model to have the concepts", { type: "flux.1-composition" }, undefined],
    ["another field of a composition without concepts", { name: "a" }, emptyComposition],
    ["no concepts where the type is not a composition", { concepts: [] }, newFlux],
  ])("%s", (_, body, model) => {
    expect(broken(body, model)).toEqual([]);
  });

  test("Musubi rank 2 and 128, once the trainer is given", () => {
    expect(broken(rank(2), undefined, "musubi")).toEqual([]);
    expect(broken(rank(128), undefined, "musubi")).toEqual([]);
  });
});

describe("what the rules refuse", () => {
  const refused: [string, UpdateModelRequest, ModelBefore | undefined, string[]][] = [
    ["a new type once trained", { type: "sd-xl-lora" }, trainedFlux, ["type-only-while-new /type"]],
    ["an epoch before training", { epoch: "1" }, { ...trainedFlux, status: "new" }, ["epoch-needs-trained /epoch"]],
    ["an epoch where there are none", { epoch: "1" }, withoutEpochs, ["epoch-needs-epochs /epoch"]],
    [
      "an epoch of another type",
      { epoch: "1" },
      { ...trainedFlux, type: "flux.1-krea-lora" },
      ["epoch-model-type /epoch"],
    ],
    [
      "an epoch of another type, from the body alone",
      { epoch: "1", type: "sd-xl" },
      undefined,
      ["epoch-model-type /epoch"],
    ],
    ["Flux rank 1", rank(1), newFlux, ["rank-range /parameters/rank"]],
    ["Flux rank 65", rank(65), newFlux, ["rank-range /parameters/rank"]],
    ["Kontext LoRA rank 65", rank(65), kontext, ["rank-range /parameters/rank"]],
    [
      "rank 65 with the type it is to be",
      { type: "flux.1-krea-lora", ...rank(65) },
      undefined,
      ["rank-range /parameters/rank"],
    ],
    ["rank 65 with the type it is to be", { type: "flux.1-lora", ...rank(65) }, sd15, ["rank-range /parameters/rank"]],
    ["Flux rate 0", rate(0), newFlux, ["learning-rate-text-encoder-range /parameters/learningRateTextEncoder"]],
    ["Flux rate 0.002", rate(0.002), newFlux, ["learning-rate-text-encoder-range /parameters/learningRateTextEncoder"]],
    ["SDXL rate -1", rate(-1), trainedSdxl, ["learning-rate-text-encoder-range /parameters/learningRateTextEncoder"]],
    ["SD1.5 steps -1", steps(-1), sd15, ["max-train-steps-range /parameters/maxTrainSteps"]],
    ["SD1.5 steps 40001", steps(40_001), sd15, ["max-train-steps-range /parameters/maxTrainSteps"]],
    ["SDXL steps 40001", steps(40_001), trainedSdxl, ["max-train-steps-range /parameters/maxTrainSteps"]],
    ["Flux steps 10001", steps(10_001), newFlux, ["max-train-steps-range /parameters/maxTrainSteps"]],
    ["Kontext scale -0.1", scale(-0.1), kontext, ["kontext-concept-scale-range /concepts/0/scale"]],
    ["Kontext scale 2.1", scale(2.1), kontext, ["kontext-concept-scale-range /concepts/0/scale"]],
    [
      "two prompts and one image",
      { parameters: { samplePrompts: ["a", "b"], sampleSourceImages: ["c"] } },
      undefined,
      ["sample-pairs-length /parameters/sampleSourceImages"],
    ],
    [
      "one prompt, for the two images that the model has",
      { parameters: { samplePrompts: ["a"] } },
      trainedFlux,
      ["sample-pairs-length /parameters/samplePrompts"],
    ],
    [
      "an image for no prompt",
      { parameters: { sampleSourceImages: ["a"] } },
      newFlux,
      ["sample-pairs-length /parameters/sampleSourceImages"],
    ],
    [
      "validation less often than the model has steps",
      { parameters: { validationFrequency: 6_301 } },
      trainedSdxl,
      ["validation-frequency-limit /parameters/validationFrequency"],
    ],
    [
      "fewer steps than the model's validation needs",
      { parameters: { maxTrainSteps: 499 } },
      trainedSdxl,
      ["validation-frequency-limit /parameters/maxTrainSteps"],
    ],
    ["a composition of nothing", { concepts: [] }, composition, ["composition-needs-concepts /concepts"]],
    [
      "a composition to be, of nothing",
      { type: "sd-xl-composition" },
      newFlux,
      ["composition-needs-concepts /concepts"],
    ],
    [
      "a composition of nothing, from the body alone",
      { type: "sd-1_5-composition", concepts: [] },
      undefined,
      ["composition-needs-concepts /concepts"],
    ],
  ];

  test.each(refused)("%s", (_, body, model, problems) => {
    expect(broken(body, model)).toEqual(problems);
  });

  test("each rule once at least", () => {
    const rules = refused.flatMap(([, , , problems]) => problems.map((problem) => problem.split(" ")[0]));
    expect([...new Set(rules)].sort()).toEqual([...ruleNames].sort());
  });

  test("Musubi rank 1 and 129, once the trainer is given", () => {
    expect(broken(rank(1), undefined, "musubi")).toEqual(["rank-range /parameters/rank"]);
    expect(broken(rank(129), undefined, "musubi")).toEqual(["rank-range /parameters/rank"]);
  });

  test("several rules at once", () => {
    const body: UpdateModelRequest = {
      type: "sd-xl-lora",
      epoch: "000001",
      parameters: { maxTrainSteps: 50_000, validationFrequency: 60_000 },
    };
    expect(broken(body, trainingKontext)).toEqual([
      "type-only-while-new /type",
      "epoch-needs-epochs /epoch",
      "epoch-needs-trained /epoch",
      "max-train-steps-range /parameters/maxTrainSteps",
      "validation-frequency-limit /parameters/validationFrequency",
    ]);
  });
});

test("messages name the limit and the value", () => {
  expect(findRuleProblems({ type: "flux.1-lora", parameters: { rank: 128 } })).toEqual([
    { pointer: "/parameters/rank", rule: "rank-range", message: "must be from 2 to 64 for Flux LoRA training, is 128" },
  ]);
});

test.each(["null", "5", '"text"', "[]", "[null]", "true"])("a body that is no object breaks no rule: %s", (json) => {
  expect(findRuleProblems(JSON.parse(json), kontext)).toEqual([]);
});

test("numbers that JSON does not have are for the schema to refuse", () => {
  expect(broken({ ...rank(Number.NaN), ...scale(Number.POSITIVE_INFINITY) }, kontext)).toEqual([]);
  expect(broken({ parameters: { validationFrequency: Number.POSITIVE_INFINITY } }, trainedSdxl)).toEqual([]);
});

test.each(["null", "5", '"text"', "[]", "[null]", "{}", "true"])(
  "fields of the wrong type do not throw: %s",
  (json) => {
    for (const field of ["type", "epoch", "concepts", "parameters", "thumbnail", "classSlug"]) {
      const body: UpdateModelRequest = JSON.parse(`{ "${field}": ${json} }`);
      expect(() => findRuleProblems(body, kontext)).not.toThrow();
      expect(() => findRuleProblems(body)).not.toThrow();
    }
    for (const field of ["rank", "maxTrainSteps", "validationFrequency", "samplePrompts", "sampleSourceImages"]) {
      const body: UpdateModelRequest = JSON.parse(`{ "parameters": { "${field}": ${json} } }`);
      expect(() => findRuleProblems(body, trainedFlux)).not.toThrow();
    }
  },
);

test("a type tells its trainer only where its name does", () => {
  expect(trainerOf("sd-1_5")).toBe("sd15");
  expect(trainerOf("sd-1_5-lora")).toBe("sd15");
  expect(trainerOf("sd-xl")).toBe("sdxl-lora");
  expect(trainerOf("sd-xl-lora")).toBe("sdxl-lora");
  expect(trainerOf("flux.1-lora")).toBe("flux-lora");
  expect(trainerOf("flux.1-kontext-lora")).toBe("flux-lora");
  expect(trainerOf("flux.1-krea-lora")).toBe("flux-lora");
  expect(trainerOf("elevenlabs-voice")).toBe("elevenlabs-voice");
  for (const type of ["flux.2-dev-lora", "qwen-image-lora", "zimage-lora", "flux.1-composition", undefined] as const) {
    expect(trainerOf(type)).toBeUndefined();
  }
});
