import type { Model, UpdateModelRequest } from "@scenario-openapi/types";
import { modelClassFromSlug } from "./model-classes.ts";

/**
 * Returns the model as a valid update leaves it; neither argument is changed.
 *
 * A field that the body does not name keeps its value. `null` unsets the class, the epoch and the thumbnail. Training
 * parameters are merged key by key: whether `parameters` replaces the whole object is not documented.
 *
 * @param now The time of the update. `updatedAt` becomes this, or a millisecond after its old value where that is later.
 */
export function applyUpdate(model: Model, body: UpdateModelRequest, now: Date): Model {
  const updated: Model = { ...model, updatedAt: laterThan(model.updatedAt, now) };

  if (body.concepts !== undefined) updated.concepts = body.concepts;
  if (body.name !== undefined) updated.name = body.name;
  if (body.negativePromptEmbedding !== undefined) updated.negativePromptEmbedding = body.negativePromptEmbedding;
  if (body.parameters !== undefined) updated.parameters = { ...model.parameters, ...body.parameters };
  if (body.promptEmbedding !== undefined) updated.promptEmbedding = body.promptEmbedding;
  if (body.shortDescription !== undefined) updated.shortDescription = body.shortDescription;
  if (body.type !== undefined) updated.type = body.type;

  if (body.classSlug === null) delete updated.class;
  else if (body.classSlug !== undefined) updated.class = modelClassFromSlug(body.classSlug);

  if (body.epoch === null) delete updated.epoch;
  else if (body.epoch !== undefined) updated.epoch = body.epoch;

  if (body.thumbnail === null) delete updated.thumbnail;
  else if (body.thumbnail !== undefined) {
    updated.thumbnail = { assetId: body.thumbnail, url: assetUrl(body.thumbnail) };
  }

  return updated;
}

function assetUrl(assetId: string): string {
  // By way of UTF-8, because encodeURIComponent throws on half a surrogate pair, which JSON may hold.
  return `https://assets.example/${encodeURIComponent(Buffer.from(assetId).toString())}`;
}

/** A clock that stands still, or is set back, must not hide that something changed. */
function laterThan(previous: string, now: Date): string {
  const earliest = Date.parse(previous) + 1;
  return earliest > now.getTime() ? new Date(earliest).toISOString() : now.toISOString();
}
