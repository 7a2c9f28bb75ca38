import { follow, namedOperations, type OpenApiDocument, resolve, type Schema } from "@repo/openapi";
import { validateUpdateModel } from "@scenario-openapi/client/validate";
import type { Model, UpdateModelRequest, UpdateModelResponse } from "@scenario-openapi/types";
import { type Check, checkOf } from "../description.ts";
import type { State } from "../handler.ts";
import { listed } from "../problem-details.ts";
import { type ApplyUpdate, updateOf } from "./apply-update.ts";
import { documentedPart } from "./documented-part.ts";

/** What the description says of an update. */
export interface Update {
  /** Checks a model. */
  check: Check;
  apply: ApplyUpdate;
  /** Returns a valid body without undocumented properties, because their effect is not documented. */
  documentedPart(body: unknown): unknown;
}

/** Reads `updateModel` from the description. It compiles a schema, which takes a while. */
export function readUpdate(document: OpenApiDocument): Update {
  const operation = namedOperations(document).find(({ name }) => name === "updateModel");
  if (!operation) throw new Error("The description has no updateModel.");
  const { requestBody, responses } = operation.node;
  const request = jsonSchemaOf(document, requestBody);
  const model = resolve(document, jsonSchemaOf(document, responses?.["200"])).schema.properties?.["model"] ?? {};
  return {
    check: checkOf(document, model),
    apply: updateOf(document, request, model),
    documentedPart: (body) => documentedPart(document, request, body),
  };
}

/**
 * Creates the state of `updateModel`: models that keep their updates.
 *
 * @param models by id. An update replaces an entry; no model is changed in place.
 */
export function stateOf(update: Update, models: Map<string, Model>, now: () => Date): State {
  return {
    missing({ modelId = "" }) {
      if (models.has(modelId)) return undefined;
      return `No model has the id "${modelId}". The sandbox has ${listed([...models.keys()]) || "no models"}.`;
    },
    validate: (request, { modelId = "" }) => validateUpdateModel(request, { model: models.get(modelId) }),
    answer({ modelId = "" }, body) {
      const before = models.get(modelId);
      if (before === undefined) throw new Error(`The model ${modelId} is gone.`);
      const model = update.apply(before, update.documentedPart(body) as UpdateModelRequest, now());
      return { body: { model } satisfies UpdateModelResponse, keep: () => models.set(modelId, model) };
    },
  };
}

interface WithContent {
  content?: Record<string, { schema?: Schema }>;
}

function jsonSchemaOf(document: OpenApiDocument, node: WithContent | { $ref: string } | undefined): Schema {
  return follow<WithContent>(document, node ?? {}).content?.["application/json"]?.schema ?? {};
}
