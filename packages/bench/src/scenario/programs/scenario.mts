import { createScenarioClient, type UpdateModelInput } from "@scenario-openapi/client";
import type { Service } from "./service.mts";

export function connect(service: Service) {
  const scenario = createScenarioClient(service);
  return async (modelId: string, body: UpdateModelInput["body"]) => {
    const { model } = await scenario.updateModel({ path: { modelId }, body });
    return model;
  };
}
