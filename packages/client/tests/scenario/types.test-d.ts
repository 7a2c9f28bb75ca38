// The client's types are tested as users get them, with several compilers, in packages/ecosystem.
import type { Model, UpdateModelRequest } from "@scenario-openapi/types";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { expectTypeOf, it } from "vitest";
import type { UpdateModelInput } from "../../src/index.ts";
import { type Problem, type updateModelBody, validateUpdateModel } from "../../src/validate/index.ts";

declare const input: UpdateModelInput;
declare const model: Model;
declare const form: unknown;

it("the validator accepts the client's input, and unknown values", () => {
  expectTypeOf(validateUpdateModel(input, { model, trainer: "musubi" })).toEqualTypeOf<Problem[]>();
  validateUpdateModel({ path: { modelId: form }, body: form }, { model: { type: "flux.1-lora", status: "new" } });
});

it("the validator refuses parts and trainers that do not exist", () => {
  // @ts-expect-error the part is called path
  validateUpdateModel({ params: { modelId: "model_1" } });
  // @ts-expect-error there is no such trainer
  validateUpdateModel(input, { trainer: "flux" });
  // @ts-expect-error a model has a status
  validateUpdateModel(input, { model: { type: "flux.1-lora" } });
});

it("the body is a Standard Schema", () => {
  expectTypeOf<typeof updateModelBody>().toExtend<StandardSchemaV1<UpdateModelRequest>>();
  expectTypeOf<StandardSchemaV1.InferInput<typeof updateModelBody>>().toEqualTypeOf<UpdateModelRequest>();
  expectTypeOf<StandardSchemaV1.InferOutput<typeof updateModelBody>>().toEqualTypeOf<UpdateModelRequest>();
});
