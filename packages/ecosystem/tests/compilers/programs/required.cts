// A CommonJS module, for compilers that know that `require` takes ES modules.
import { createScenarioClient, ScenarioError } from "@scenario-openapi/client";

export const update = async (): Promise<string> => {
  try {
    const { model } = await createScenarioClient().updateModel({ path: { modelId: "m" }, body: { name: "New" } });
    return model.id;
  } catch (error) {
    if (error instanceof ScenarioError) return error.code;
    throw error;
  }
};
// @ts-expect-error no such option
createScenarioClient({ apiToken: "token" });
