import type { Model, ModelClass, UpdateModelRequest } from "@scenario-openapi/types";
import { copyJson } from "./copy-json.ts";

/**
 * Returns the model after a valid update. Neither argument is changed.
 *
 * Fields that the body does not name keep their values. `null` unsets the class, the epoch and the thumbnail. Training
 * parameters are merged key by key, because it is not documented whether `parameters` replaces the whole object.
 *
 * @param now the time of the update, which becomes `updatedAt`, unless that would not be later than before
 */
export function applyUpdate(model: Model, body: UpdateModelRequest, now: Date): Model {
  const { classSlug, epoch, thumbnail, parameters, ...copied } = body;
  const updated: Model = { ...model, ...copied, updatedAt: laterThan(model.updatedAt, now) };

  if (parameters !== undefined) updated.parameters = { ...model.parameters, ...parameters };

  if (classSlug === null) delete updated.class;
  else if (classSlug !== undefined) updated.class = modelClassFromSlug(classSlug);

  if (epoch === null) delete updated.epoch;
  else if (epoch !== undefined) updated.epoch = epoch;

  if (thumbnail === null) delete updated.thumbnail;
  else if (thumbnail !== undefined) updated.thumbnail = { assetId: thumbnail, url: assetUrl(thumbnail) };

  return updated;
}

function assetUrl(assetId: string): string {
  // Through UTF-8, because JSON can contain half a surrogate pair, for which encodeURIComponent throws.
  return `https://assets.example/${encodeURIComponent(Buffer.from(assetId).toString())}`;
}

/** Returns the time, or one millisecond after the previous one if the clock stands still or was set back. */
function laterThan(previous: string, now: Date): string {
  const earliest = Date.parse(previous) + 1;
  return earliest > now.getTime() ? new Date(earliest).toISOString() : now.toISOString();
}

const knownClasses: readonly ModelClass[] = [
  {
    category: "characters-npcs-mobs",
    conceptPrompt: "a sks character",
    modelId: "stable-diffusion-v1-5",
    name: "Characters",
    prompt: "a character",
    slug: "characters-npcs-mobs-characters",
    status: "published",
    thumbnails: ["https://assets.example/classes/characters-npcs-mobs-characters.jpg"],
  },
  {
    category: "art-style",
    conceptPrompt: "a sks character design",
    modelId: "stable-diffusion-v1-5",
    name: "Character Design",
    prompt: "a character design",
    slug: "art-style-character-design",
    status: "published",
    thumbnails: ["https://assets.example/classes/art-style-character-design.jpg"],
  },
];

/**
 * Returns the class that a slug names. Since it is not documented which classes exist, an unknown slug results in a
 * class made from its words.
 */
export function modelClassFromSlug(slug: string): ModelClass {
  const known = knownClasses.find((modelClass) => modelClass.slug === slug);
  if (known !== undefined) return copyJson(known);

  const words = slug.split("-").filter((word) => word !== "");
  const subject = words.join(" ").toLowerCase();
  return {
    category: words[0] ?? slug,
    conceptPrompt: `a sks ${subject}`,
    modelId: "stable-diffusion-v1-5",
    name: words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" "),
    prompt: `a ${subject}`,
    slug,
    status: "published",
    thumbnails: [],
  };
}
