import type { Model, UpdateModelRequest } from "@scenario-openapi/types";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { describe, expectTypeOf, it } from "vitest";
import type { UpdateModelInput } from "../src/index.ts";
import {
  findRuleProblems,
  type Problem,
  type RuleName,
  type updateModelBody,
  validateUpdateModel,
} from "../src/validate/index.ts";

declare const input: UpdateModelInput;
declare const model: Model;
declare const form: unknown;

describe("the types of the validator", () => {
  it("take what the client takes, and what nobody knows", () => {
    expectTypeOf(validateUpdateModel(input, { model, trainer: "musubi" })).toEqualTypeOf<Problem[]>();
    expectTypeOf(validateUpdateModel({ path: { modelId: form }, body: form })).toEqualTypeOf<Problem[]>();
    validateUpdateModel(input, { model: { type: "flux.1-lora", status: "new" } });
    expectTypeOf(findRuleProblems({ epoch: null }, model)[0]?.rule).toEqualTypeOf<RuleName | undefined>();
  });

  it("refuse parts and trainers that do not exist", () => {
    // @ts-expect-error the part is called path
    validateUpdateModel({ params: { modelId: "model_1" } });
    // @ts-expect-error there is no such trainer
    validateUpdateModel(input, { trainer: "flux" });
    // @ts-expect-error a model has a status
    validateUpdateModel(input, { model: { type: "flux.1-lora" } });
  });

  it("are those of Standard Schema", () => {
    expectTypeOf<typeof updateModelBody>().toExtend<StandardSchemaV1<UpdateModelRequest>>();
    expectTypeOf<StandardSchemaV1.InferInput<typeof updateModelBody>>().toEqualTypeOf<UpdateModelRequest>();
    expectTypeOf<StandardSchemaV1.InferOutput<typeof updateModelBody>>().toEqualTypeOf<UpdateModelRequest>();
  });
});
