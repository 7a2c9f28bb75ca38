import { describe, expectTypeOf, it } from "vitest";
import {
  type components,
  type Model,
  type ModelInput,
  type ModelInputFor,
  type ModelInputType,
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
} from "../../src/index.ts";

declare function accept<T>(...values: T[]): void;

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

  it("accept what the description allows", () => {
    accept<UpdateModelRequest & TrainingParameters>({}); // fields with a default are optional
    accept<UpdateModelRequest>({ classSlug: null, epoch: null, thumbnail: null });
  });

  it("refuse what it does not", () => {
    // @ts-expect-error a name cannot be unset
    accept<UpdateModelRequest>({ name: null });
    // @ts-expect-error there is no such property
    accept<UpdateModelRequest>({ nme: "x" });
    // @ts-expect-error a response has no null
    accept<Model["thumbnail"]>(null);
    // @ts-expect-error there is no such model type
    accept<ModelType>("flux");
    // @ts-expect-error there is no such plan
    accept<Model["accessRestrictions"]>(10);
    // @ts-expect-error a model has an ID
    accept<Model>({});
  });
});

it("enumerations are readonly tuples of their type", () => {
  expectTypeOf<(typeof modelTypes)[number]>().toEqualTypeOf<ModelType>();
  expectTypeOf<(typeof trainers)[number]>().toEqualTypeOf<Trainer>();
  // @ts-expect-error they cannot be changed
  modelTypes.push("custom");
});

describe("TrainingParametersFor", () => {
  it("has the parameters of the trainer, and those that are not limited", () => {
    const flux: TrainingParametersFor<"flux-lora"> = { rank: 16, nbEpochs: 10, learningRate: 0.0001, wandbKey: "key" };
    accept<TrainingParameters>(flux);
    accept<TrainingParametersFor<"sdxl-lora">>({ rank: 64, lrScheduler: "cosine", numUNetTrainSteps: 100 });
    accept<TrainingParametersFor<"elevenlabs-voice">>({ cloneType: "instant", removeBackgroundNoise: true });
  });

  it("is assignable to TrainingParameters, also while the trainer is a type parameter", () => {
    const widen = <T extends Trainer>(parameters: TrainingParametersFor<T>): TrainingParameters => parameters;
    accept<TrainingParameters>(widen<Trainer>({ wandbKey: "key" }));
  });

  it("refuses those of other trainers", () => {
    // @ts-expect-error only SD15 training has a class prompt
    accept<TrainingParametersFor<"flux-lora">>({ classPrompt: "a dog" });
    // @ts-expect-error Musubi has a rank, but no number of epochs
    accept<TrainingParametersFor<"musubi">>({ rank: 64, nbEpochs: 1 });
    const voice = { age: "young" };
    // @ts-expect-error all its parameters are for another trainer
    accept<TrainingParametersFor<"sd15">>(voice);
    // @ts-expect-error there is no such trainer
    accept<TrainingParametersFor<"flux">>({});
  });

  it("of several trainers is either, but no mixture", () => {
    accept<TrainingParametersFor<"sd15" | "flux-lora">>({ classPrompt: "a dog" }, { nbEpochs: 2 });
    // @ts-expect-error these are parameters of two trainers
    accept<TrainingParametersFor<"sd15" | "flux-lora">>({ classPrompt: "a dog", nbEpochs: 2 });
  });
});

describe("ModelInputFor", () => {
  it("has the properties of the input type, which it names", () => {
    const text: ModelInputFor<"string"> = { name: "prompt", type: "string", maxLength: 2000, promptSpark: true };
    accept<ModelInput>(text);
    accept<ModelInputFor<"number">>({ name: "steps", type: "number", min: 1, max: 50, step: 1 });
    accept<ModelInputFor<"file_array">>({ name: "files", type: "file_array", kind: "image", max: 4 });
    expectTypeOf<ModelInputFor<"number">["type"]>().toEqualTypeOf<"number">();
  });

  it("of several types is told apart by the type", () => {
    const input = { name: "steps", type: "number", step: 1 } as ModelInputFor<ModelInputType>;
    if (input.type === "number") expectTypeOf(input.step).toEqualTypeOf<number | undefined>();
    else expectTypeOf(input.step).toEqualTypeOf<undefined>();
  });

  it("refuses others", () => {
    // @ts-expect-error a string has no step
    accept<ModelInputFor<"string">>({ name: "prompt", type: "string", step: 1 });
    // @ts-expect-error the type is another
    accept<ModelInputFor<"string">>({ name: "prompt", type: "number" });
    // @ts-expect-error an input has a name
    accept<ModelInputFor<"boolean">>({ type: "boolean" });
    // @ts-expect-error the page mentions "array", but it is not a type of input
    accept<ModelInputFor<"array">>({ name: "a", type: "array" });
  });
});
