import type { Problem } from "@scenario-openapi/client/validate";
import type { Model, UpdateModelRequest } from "@scenario-openapi/types";
import { createSandbox, type ProblemDetails, type Sandbox, seedModels } from "../../src/index.ts";

/** The ids of the seed models. */
export const ids = {
  trainedFlux: "model_eyVcnFJcR92BxBkz7N6g5w",
  newFlux: "model_Qs8mLf3WxZd6TnRk5Vb9Yc",
  trainedFluxWithoutEpochs: "model_Wn7pKc4TzRq2LsVb9Xh3Ym",
  trainedSdxl: "model_Jd5tZm8QvLx3RkNc7Bw2Hs",
  trainingKontext: "model_Rc6wBn2YxTz9KvLq4Mj8Fp",
  composition: "model_Lk9zVq3NsXw7TbRc5Yd2Gm",
  newVoice: "model_Hb4yTx6RmZk8QvWn2Lc7Js",
} as const;

export function seedModel(id: string): Model {
  const model = seedModels.find((seed) => seed.id === id);
  if (model === undefined) throw new Error(`No seed model has the id ${id}.`);
  return structuredClone(model);
}

export function modelUrl(id: string, base = "https://api.cloud.scenario.com/v1"): string {
  return `${base}/models/${encodeURIComponent(id)}`;
}

/** The options of a request with the default credentials. */
export function putInit(body: NonNullable<RequestInit["body"]>, headers: Record<string, string> = {}) {
  const { authorization } = createSandbox().credentials;
  return { method: "PUT", headers: { authorization, "content-type": "application/json", ...headers }, body };
}

/** Sends an update in process and returns the model. Throws if it is refused. */
export async function updateModel(sandbox: Sandbox, id: string, body: UpdateModelRequest): Promise<Model> {
  const response = await sandbox.fetch(modelUrl(id), putInit(JSON.stringify(body)));
  if (response.status !== 200) throw new Error(`Refused: ${await response.text()}`);
  const { model }: { model: Model } = JSON.parse(await response.text());
  return model;
}

/** Sends any body and returns the details and the problems of the refusal. Throws if the status is not 400. */
export async function refusedUpdate(sandbox: Sandbox, id: string, body: unknown, query = "") {
  const response = await sandbox.fetch(modelUrl(id) + query, putInit(JSON.stringify(body)));
  if (response.status !== 400) throw new Error(`Not refused with 400: ${response.status} ${await response.text()}`);
  const details: ProblemDetails & { problems: Problem[] } = JSON.parse(await response.text());
  return details;
}
