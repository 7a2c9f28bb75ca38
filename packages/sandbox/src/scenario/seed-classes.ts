import type { ModelClass } from "@scenario-openapi/types";
import { copyJson } from "./copy-json.ts";

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
