import { describe, expectTypeOf, it } from "vitest";
import {
  type components,
  type Model,
  type ModelInput,
  type ModelInputFor,
  type ModelType,
  modelTypes,
  type operations,
  type paths,
  type Trainer,
  type TrainingParameters,
  type TrainingParametersFor,
  type trainers,
  type UpdateModelRequest,
  type UpdateModelResponse,
} from "../src/index.ts";

describe("schemas by name", () => {
  it("are the components of the description", () => {
    expectTypeOf<Model>().toEqualTypeOf<components["schemas"]["Model"]>();
    expectTypeOf<UpdateModelResponse["model"]>().toEqualTypeOf<Model>();
    expectTypeOf<operations["updateModel"]>().toEqualTypeOf<paths["/models/{modelId}"]["put"]>();
  });

  it("are shared by the request and the response", () => {
    expectTypeOf<NonNullable<UpdateModelRequest["parameters"]>>().toEqualTypeOf<TrainingParameters>();
    expectTypeOf<NonNullable<Model["parameters"]>>().toEqualTypeOf<TrainingParameters>();
    expectTypeOf<NonNullable<UpdateModelRequest["type"]>>().toEqualTypeOf<ModelType>();
  });

  it("leave what has a default optional", () => {
    const nothing: UpdateModelRequest & TrainingParameters = {};
    expectTypeOf(nothing.lrScheduler).toEqualTypeOf<TrainingParameters["lrScheduler"]>();
  });

  it("let null unset three fields and no other", () => {
    const unset: UpdateModelRequest = { classSlug: null, epoch: null, thumbnail: null };
    expectTypeOf(unset).toExtend<UpdateModelRequest>();
    // @ts-expect-error a name cannot be unset
    const name: UpdateModelRequest = { name: null };
    // @ts-expect-error a response has no null
    const thumbnail: Model["thumbnail"] = null;
    expectTypeOf({ name, thumbnail }).not.toBeAny();
  });

  it("refuse what the description does not have", () => {
    // @ts-expect-error there is no such model type
    const type: ModelType = "flux";
    // @ts-expect-error there is no such plan
    const plan: Model["accessRestrictions"] = 10;
    // @ts-expect-error there is no such property
    const update: UpdateModelRequest = { nme: "x" };
    // @ts-expect-error a model has an ID
    const model: Model = {};
    expectTypeOf({ type, plan, update, model }).not.toBeAny();
  });
});

describe("enumerations", () => {
  it("are readonly tuples of their type", () => {
    expectTypeOf<(typeof modelTypes)[number]>().toEqualTypeOf<ModelType>();
    expectTypeOf<(typeof trainers)[number]>().toEqualTypeOf<Trainer>();
    // @ts-expect-error they cannot be changed
    modelTypes.push("custom");
  });
});

describe("TrainingParametersFor", () => {
  it("has what the trainer uses, and what all use", () => {
    const flux: TrainingParametersFor<"flux-lora"> = { rank: 16, nbEpochs: 10, learningRate: 0.0001, wandbKey: "key" };
    const sdxl: TrainingParametersFor<"sdxl-lora"> = { rank: 64, lrScheduler: "cosine", numUNetTrainSteps: 100 };
    const voice: TrainingParametersFor<"elevenlabs-voice"> = { cloneType: "instant", removeBackgroundNoise: true };
    expectTypeOf(flux).toExtend<TrainingParameters>();
    expectTypeOf(sdxl).toExtend<TrainingParameters>();
    expectTypeOf(voice).toExtend<TrainingParameters>();
  });

  it("refuses what the trainer ignores", () => {
    // @ts-expect-error only SD15 training has a class prompt
    const classPrompt: TrainingParametersFor<"flux-lora"> = { classPrompt: "a dog" };
    // @ts-expect-error Musubi has a rank, but no number of epochs
    const musubi: TrainingParametersFor<"musubi"> = { rank: 64, nbEpochs: 1 };
    const any: TrainingParameters = { age: "young" };
    // @ts-expect-error a variable of the wide type does not slip through
    const narrowed: TrainingParametersFor<"sd15"> = any;
    // @ts-expect-error there is no such trainer
    const unknown: TrainingParametersFor<"flux"> = {};
    expectTypeOf({ classPrompt, musubi, narrowed, unknown }).not.toBeAny();
  });

  it("of several trainers is either", () => {
    const either: TrainingParametersFor<"sd15" | "flux-lora">[] = [{ classPrompt: "a dog" }, { nbEpochs: 2 }];
    // @ts-expect-error but no mixture
    const both: TrainingParametersFor<"sd15" | "flux-lora"> = { classPrompt: "a dog", nbEpochs: 2 };
    expectTypeOf({ either, both }).not.toBeAny();
  });
});

describe("ModelInputFor", () => {
  it("has what inputs of the type have, and names the type", () => {
    const text: ModelInputFor<"string"> = { name: "prompt", type: "string", maxLength: 2000, promptSpark: true };
    const steps: ModelInputFor<"number"> = { name: "steps", type: "number", min: 1, max: 50, step: 1 };
    const files: ModelInputFor<"file_array"> = { name: "files", type: "file_array", kind: "image", max: 4 };
    expectTypeOf(text).toExtend<ModelInput>();
    expectTypeOf(steps.type).toEqualTypeOf<"number">();
    expectTypeOf(files).toExtend<ModelInput>();
  });

  it("refuses the rest", () => {
    // @ts-expect-error a string has no step
    const step: ModelInputFor<"string"> = { name: "prompt", type: "string", step: 1 };
    // @ts-expect-error the type is another
    const type: ModelInputFor<"string"> = { name: "prompt", type: "number" };
    // @ts-expect-error an input has a name
    const unnamed: ModelInputFor<"boolean"> = { type: "boolean" };
    // @ts-expect-error "array" is a word of the page, and no type of input
    const array: ModelInputFor<"array"> = { name: "a", type: "array" };
    expectTypeOf({ step, type, unnamed, array }).not.toBeAny();
  });
});
