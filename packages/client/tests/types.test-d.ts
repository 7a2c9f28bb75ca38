// The client's types are tested as users get them, with several compilers, in packages/ecosystem.
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { expectTypeOf, it } from "vitest";
import type { UpdateBoatInput } from "./harbour/index.gen.ts";
import type { BoatUpdate } from "./harbour/schema.gen.ts";
import { type updateBoatBody, validateUpdateBoat } from "./harbour/validate/validators.gen.ts";

declare const input: UpdateBoatInput;
declare const form: unknown;

it("the validator accepts the client's input, and unknown values", () => {
  const [problem] = validateUpdateBoat(input);
  expectTypeOf(problem?.in).toEqualTypeOf<"path" | "query" | "body" | undefined>();
  validateUpdateBoat({ path: { boatId: form }, body: form });
});

it("the validator refuses parts that do not exist", () => {
  // @ts-expect-error the part is called path
  validateUpdateBoat({ params: { boatId: "boat_1" } });
});

it("the body is a Standard Schema", () => {
  expectTypeOf<typeof updateBoatBody>().toExtend<StandardSchemaV1<BoatUpdate>>();
  expectTypeOf<StandardSchemaV1.InferInput<typeof updateBoatBody>>().toEqualTypeOf<BoatUpdate>();
  expectTypeOf<StandardSchemaV1.InferOutput<typeof updateBoatBody>>().toEqualTypeOf<BoatUpdate>();
});
