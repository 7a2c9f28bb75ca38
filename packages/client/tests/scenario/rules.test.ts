import type { Model, Trainer, TrainingParameters, UpdateModelRequest } from "@scenario-openapi/types";
import { describe, expect, test } from "vitest";
import { type ModelBefore, ruleNames, trainerOf, validateUpdateModel } from "../../src/validate/index.ts";

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
const kontext: ModelBefore = { ...newFlux, type: "flux.1-kontext-lora" };
const kontextDev: ModelBefore = { ...newFlux, type: "flux.1-kontext-dev" };
const concepts = [{ modelId: "model_1", scale: 1 }];
const composition: ModelBefore = { type: "flux.1-composition", status: "trained", concepts };
const inconsistent: ModelBefore = {
  ...newFlux,
  parameters: { validationFrequency: 2, maxTrainSteps: 1, sampleSourceImages: ["a"], samplePrompts: [] },
};

/** The problems of a body whose rules have names of their own, which have a hyphen. The others are keywords of the schema. */
function findRuleProblems(body: UpdateModelRequest, model?: ModelBefore, trainer?: Trainer) {
  const problems = validateUpdateModel({ path: { modelId: "model_1" }, body }, { model, trainer });
  return problems.filter(({ rule }) => rule.includes("-"));
}

/** Each broken rule as `rule pointer`, in the order of the pointers. */
function broken(body: UpdateModelRequest, model?: ModelBefore, trainer?: Trainer): string[] {
  return findRuleProblems(body, model, trainer).map(({ rule, pointer }) => `${rule} ${pointer}`);
}

const scale = (value: number) => ({ concepts: [{ modelId: "model_1", scale: value }] });
const samples = (samplePrompts?: string[], sampleSourceImages?: string[]): UpdateModelRequest => ({
  parameters: { ...(samplePrompts && { samplePrompts }), ...(sampleSourceImages && { sampleSourceImages }) },
});
const validation = (validationFrequency: number) => ({ parameters: { validationFrequency } });

/** An update, the model that it is for, and the rules that it breaks. */
type Case = [title: string, UpdateModelRequest, ModelBefore | undefined, ...broken: string[]];

const cases: Case[] = [
  ["an empty update", {}, trainedFlux],
  ["another type while new", { type: "sd-xl-lora" }, newFlux],
  ["another type once trained", { type: "sd-xl-lora" }, trainedFlux, "type-only-while-new /type"],
  ["the type that the model has", { type: "flux.1-lora" }, trainedFlux],
  ["a type of an unknown model", { type: "sd-xl-lora" }, undefined],

  ["an epoch of a trained model", { epoch: "1" }, trainedFlux],
  ["an epoch of a trained Kontext model", { epoch: "1" }, { ...trainedFlux, type: "flux.1-kontext-lora" }],
  ["an epoch of an unknown model", { epoch: "1" }, undefined],
  ["no epoch", { epoch: null }, newFlux],
  ["an epoch before training", { epoch: "1" }, { ...trainedFlux, status: "new" }, "epoch-needs-trained /epoch"],
  ["an epoch of a model without", { epoch: "1" }, { ...newFlux, status: "trained" }, "epoch-needs-epochs /epoch"],
  ["an epoch of Krea, which is based on flux.1-lora", { epoch: "1" }, { ...trainedFlux, type: "flux.1-krea-lora" }],
  ["an epoch of FLUX.2", { epoch: "1" }, { ...trainedFlux, type: "flux.2-dev-lora" }, "epoch-model-type /epoch"],
  ["an epoch of SDXL, from the body", { epoch: "1", type: "sd-xl" }, undefined, "epoch-model-type /epoch"],

  ["a composition with concepts", { type: "flux.1-composition", concepts }, newFlux],
  ["a composition whose model has concepts", { type: "flux.1-composition" }, composition],
  ["a composition of an unknown model", { type: "flux.1-composition" }, undefined],
  ["another field of an empty composition", { name: "a" }, { ...composition, concepts: [] }],
  ["no concepts of another type", { concepts: [] }, newFlux],
  ["an emptied composition", { concepts: [] }, composition, "composition-needs-concepts /concepts"],
  ["a new composition, empty", { type: "sd-xl-composition" }, newFlux, "composition-needs-concepts /concepts"],
  [
    "an empty SD1.5 composition",
    { type: "sd-1_5-composition", concepts: [] },
    undefined,
    "composition-needs-concepts /concepts",
  ],

  ["concepts of an old SD1.5 model", scale(1), { ...newFlux, type: "sd-1_5" }],
  ["concepts of a type that tells no family", scale(1), { ...newFlux, type: "custom" }],
  ["concepts of a voice", scale(1), { ...newFlux, type: "elevenlabs-voice" }, "concepts-model-type /concepts"],
  ["an epoch of a concept of Flux", { concepts: [{ modelId: "m", scale: 1, modelEpoch: "1" }] }, composition],
  [
    "an epoch of a concept of SDXL",
    { concepts: [{ modelId: "m", scale: 1, modelEpoch: "1" }] },
    { ...composition, type: "sd-xl-composition" },
    "concept-epoch-model-type /concepts/0/modelEpoch",
  ],

  ["Kontext scale 0", scale(0), kontext],
  ["Kontext scale 2", scale(2), kontext],
  ["any scale of another type", scale(-2), composition],
  ["Kontext scale -0.1", scale(-0.1), kontext, "kontext-concept-scale-range /concepts/0/scale"],
  ["Kontext scale 2.1", scale(2.1), kontextDev, "kontext-concept-scale-range /concepts/0/scale"],

  ["as many images as prompts", samples(["a", "b"], ["c", "d"]), newFlux],
  ["as many prompts as the model has images", samples(["a", "b"]), trainedFlux],
  ["prompts without images", samples(["a"]), newFlux],
  ["images of an unknown model", samples(undefined, ["a"]), undefined],
  ["too few images", samples(["a", "b"], ["c"]), undefined, "sample-pairs-length /parameters/sampleSourceImages"],
  ["too few prompts", samples(["a"]), trainedFlux, "sample-pairs-length /parameters/samplePrompts"],
  ["images without prompts", samples(undefined, ["a"]), newFlux, "sample-pairs-length /parameters/sampleSourceImages"],

  ["validation after the last step", validation(6_300), trainedSdxl],
  ["validation without a number of steps", validation(6_300), newFlux],
  ["other parameters of an inconsistent model", { parameters: { rank: 8 } }, inconsistent],
  ["too rare validation", validation(6_301), trainedSdxl, "validation-frequency-limit /parameters/validationFrequency"],
  [
    "too few steps",
    { parameters: { maxTrainSteps: 499 } },
    trainedSdxl,
    "validation-frequency-limit /parameters/maxTrainSteps",
  ],
  [
    "several broken rules",
    { type: "sd-xl-lora", epoch: "1", parameters: { maxTrainSteps: 50_000, validationFrequency: 60_000 } },
    { ...kontext, status: "training" },
    "epoch-needs-epochs /epoch",
    "epoch-needs-trained /epoch",
    "max-train-steps-range /parameters/maxTrainSteps",
    "validation-frequency-limit /parameters/validationFrequency",
    "type-only-while-new /type",
  ],
];

test.each(cases)("%s", (_, body, model, ...rules) => {
  expect(broken(body, model)).toEqual(rules);
});

/** Values well inside and well outside of the limits, which the spec alone has. */
type Bound = [
  rule: string,
  keyof TrainingParameters,
  Trainer | undefined,
  Model["type"] | undefined,
  right: number[],
  wrong: number[],
];

const bounds: Bound[] = [
  ["rank-range", "rank", "flux-lora", "flux.1-lora", [8, 32], [-1, 1000]],
  ["rank-range", "rank", "flux-lora", "flux.1-krea-lora", [8, 32], [-1, 1000]],
  ["rank-range", "rank", "flux-lora", "flux.1-kontext-lora", [8, 32], [-1, 1000]],
  ["rank-range", "rank", "musubi", undefined, [8, 80], [-1, 1000]],
  ["rank-range", "rank", "sdxl-lora", "sd-xl", [1000], []],
  ["learning-rate-text-encoder-range", "learningRateTextEncoder", "flux-lora", "flux.1-lora", [1e-5, 1e-4], [-1, 1]],
  ["learning-rate-text-encoder-range", "learningRateTextEncoder", "sdxl-lora", "sd-xl", [0, 1], [-1]],
  ["max-train-steps-range", "maxTrainSteps", "sd15", "sd-1_5-lora", [5, 30_000], [-1, 90_000]],
  ["max-train-steps-range", "maxTrainSteps", "sdxl-lora", "sd-xl-lora", [5, 30_000], [-1, 90_000]],
  ["max-train-steps-range", "maxTrainSteps", "flux-lora", "flux.1-lora", [5, 9_000], [-1, 30_000]],
  // Of these, only the family is told.
  ["max-train-steps-range", "maxTrainSteps", undefined, "flux.1", [5, 9_000], [-1, 30_000]],
  ["max-train-steps-range", "maxTrainSteps", undefined, "flux.2-dev-lora", [5, 9_000], [-1, 30_000]],
  ["rank-range", "rank", undefined, "flux.2-dev-lora", [1, 65], []],
];

test.each(bounds)("%s: %s of %s, %s", (rule, parameter, trainer, type, right, wrong) => {
  for (const value of [...right, ...wrong]) {
    const body: UpdateModelRequest = { parameters: { [parameter]: value } };
    const rules = wrong.includes(value) ? [`${rule} /parameters/${parameter}`] : [];
    if (trainer !== undefined) expect(broken(body, undefined, trainer)).toEqual(rules);
    if (type === undefined) continue;
    expect(broken(body, { type, status: "new" })).toEqual(rules);
    // The type in the body counts more than the model's.
    expect(broken({ ...body, type }, { ...newFlux, type: "elevenlabs-voice" })).toEqual(rules);
  }
});

test("a type in the body that tells no trainer counts more than the model's, and null is no trainer", () => {
  const parameters = { rank: 128 };
  expect(broken({ type: "qwen-image-lora", parameters }, newFlux)).toEqual([]);
  expect(broken({ parameters }, newFlux, JSON.parse("null"))).toEqual(["rank-range /parameters/rank"]);
});

test("every rule has a case", () => {
  const rules = new Set(cases.flatMap(([, , , ...problems]) => problems.map((problem) => problem.split(" ")[0])));
  expect(ruleNames.filter((name) => !rules.has(name))).toEqual([]);
});

test.each<[UpdateModelRequest, ModelBefore | undefined, string]>([
  [{ type: "flux.1-lora", parameters: { rank: 128 } }, undefined, "must be from 2 to 64 for Flux LoRA, is 128"],
  [{ parameters: { learningRateTextEncoder: -1 } }, { ...newFlux, type: "sd-xl" }, "must be 0 or more for SDXL, is -1"],
  [scale(3), kontext, "must be from 0 to 2 for Kontext, is 3"],
  [samples(["a", "b"], ["c"]), undefined, "must leave as many sampleSourceImages as samplePrompts, leaves 1 and 2"],
])("messages name the limit and the value: %j", (body, model, message) => {
  expect(findRuleProblems(body, model).map((problem) => problem.message)).toEqual([message]);
});

test("a parameter without a documented range may have any value", () => {
  expect(broken({ parameters: { rank: 1000 } }, { ...newFlux, type: "qwen-image-lora" })).toEqual([]);
  expect(broken({ parameters: { rank: 1000 } })).toEqual([]);
});

describe("values of the wrong type are skipped", () => {
  test("numbers that JSON does not have", () => {
    const numbers = { rank: Number.NaN, validationFrequency: Number.POSITIVE_INFINITY };
    expect(broken({ parameters: numbers, ...scale(Number.POSITIVE_INFINITY) }, kontext)).toEqual([]);
    expect(broken({ parameters: numbers }, trainedSdxl)).toEqual([]);
  });

  test.each(["null", "5", '"text"', "[]", "[null]", "{}", "true"])("%s", (json) => {
    const value = JSON.parse(json);
    expect(findRuleProblems(value, kontext)).toEqual([]);
    for (const field of ["type", "epoch", "concepts", "parameters"]) {
      for (const model of [undefined, kontext]) findRuleProblems({ [field]: value }, model);
    }
    for (const field of ["rank", "maxTrainSteps", "validationFrequency", "samplePrompts", "sampleSourceImages"]) {
      findRuleProblems({ parameters: { [field]: value } }, trainedFlux);
    }
  });
});

test.each<[Trainer | undefined, ...(Model["type"] | undefined)[]]>([
  ["sd15", "sd-1_5", "sd-1_5-lora"],
  ["sdxl-lora", "sd-xl-lora"],
  ["flux-lora", "flux.1-lora", "flux.1-kontext-lora", "flux.1-krea-lora"],
  ["elevenlabs-voice", "elevenlabs-voice"],
  [undefined, "sd-xl", "flux.2-dev-lora", "qwen-image-lora", "zimage-lora", "flux.1-composition", undefined],
])("the trainer %s is told by its types", (trainer, ...types) => {
  for (const type of types) expect(trainerOf(type)).toBe(trainer);
});
