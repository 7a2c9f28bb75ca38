import type { OpenApiDocument } from "@repo/openapi";
import type { Settings } from "@repo/settings";
import { type Api, readApi, sandboxOf } from "../api.ts";
import { copyJson } from "./copy-json.ts";
import { checkedModels } from "./models.ts";
import type { Sandbox, SandboxOptions } from "./sandbox.ts";
import { seedModels } from "./seed-models.ts";
import { readUpdate, stateOf, type Update } from "./update-model.ts";

/** What all sandboxes of a description share. */
export interface ModelsApi {
  api: Api;
  update: Update;
}

/** Reads a description that has `updateModel`. It compiles schemas, which takes a while. */
export function readModelsApi(document: OpenApiDocument, settings: Settings): ModelsApi {
  return { api: readApi(document, settings), update: readUpdate(document) };
}

/** Starts a sandbox with models. */
export function sandboxOfModels({ api, update }: ModelsApi, options: SandboxOptions): Sandbox {
  const { apiKey, apiSecret, now = () => new Date(), models: given, ...common } = options;
  const models = new Map(checkedModels(given ?? seedModels, update.check).map((model) => [model.id, model]));
  const { credentials, ...sandbox } = sandboxOf(
    api,
    { ...common, credentials: { apiKey, apiSecret } },
    { states: { updateModel: stateOf(update, models, now) }, isPrivate: given !== undefined },
  );
  const { apiKey: key = "", apiSecret: secret = "" } = credentials;
  return {
    ...sandbox,
    models: {
      get: (modelId) => {
        const model = models.get(modelId);
        return model && copyJson(model);
      },
      list: () => copyJson([...models.values()]),
    },
    credentials: {
      apiKey: key,
      apiSecret: secret,
      authorization: `Basic ${Buffer.from(`${key}:${secret}`, "utf8").toString("base64")}`,
    },
  };
}
