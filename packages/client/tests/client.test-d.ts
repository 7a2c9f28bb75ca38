import type { Model, UpdateModelRequest, UpdateModelResponse } from "@scenario-openapi/types";
import { describe, expectTypeOf, it } from "vitest";
import { createScenarioClient, type ScenarioClient, type UpdateModelInput } from "../src/index.ts";

declare const scenario: ScenarioClient;
const path = { modelId: "model_1" };

describe("the types of the client", () => {
  it("are those of the description", () => {
    expectTypeOf(createScenarioClient).returns.toEqualTypeOf<ScenarioClient>();
    expectTypeOf(scenario.updateModel).returns.resolves.toEqualTypeOf<UpdateModelResponse>();
    expectTypeOf<UpdateModelInput["body"]>().toEqualTypeOf<UpdateModelRequest>();
    expectTypeOf<UpdateModelInput["path"]>().toEqualTypeOf<{ modelId: string }>();
  });

  it("accept what the description allows", async () => {
    const { model } = await scenario.updateModel({ path, query: { originalAssets: true }, body: { epoch: null } });
    expectTypeOf(model).toEqualTypeOf<Model>();
    const { data } = await scenario.PUT("/models/{modelId}", { params: { path }, body: { type: "flux.1-lora" } });
    expectTypeOf(data?.model).toEqualTypeOf<Model | undefined>();
  });

  it("refuse what it does not", () => {
    // @ts-expect-error the path is required
    scenario.updateModel({ body: {} });
    // @ts-expect-error the body is required
    scenario.updateModel({ path });
    // @ts-expect-error name cannot be unset
    scenario.updateModel({ path, body: { name: null } });
    // @ts-expect-error there is no such property
    scenario.updateModel({ path, body: { nme: "x" } });
    // @ts-expect-error there is no such model type
    scenario.updateModel({ path, body: { type: "flux" } });
    // @ts-expect-error there is no such query parameter
    scenario.updateModel({ path, query: { original: true }, body: {} });
    // @ts-expect-error there is no such operation
    scenario.deleteModel({ path });
    // @ts-expect-error there is no GET
    scenario.GET("/models/{modelId}", { params: { path } });
    // @ts-expect-error there is no such option
    createScenarioClient({ apikey: "x" });
  });
});
