import type { Model } from "@scenario-openapi/types";
import { expectTypeOf, it } from "vitest";
import type { UpdateModelInput } from "../../src/index.ts";
import { type Problem, validateUpdateModel } from "../../src/validate/index.ts";

declare const input: UpdateModelInput;
declare const model: Model;
declare const form: unknown;

it("the validator accepts the client's input, and unknown values", () => {
  expectTypeOf(validateUpdateModel(input, { model, trainer: "musubi" })).toEqualTypeOf<Problem[]>();
  validateUpdateModel({ path: { modelId: form }, body: form }, { model: { type: "flux.1-lora", status: "new" } });
});

it("the validator refuses trainers and models that do not exist", () => {
  // @ts-expect-error there is no such trainer
  validateUpdateModel(input, { trainer: "flux" });
  // @ts-expect-error a model has a status
  validateUpdateModel(input, { model: { type: "flux.1-lora" } });
});
