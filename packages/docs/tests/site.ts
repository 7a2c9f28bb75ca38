import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "@scenario-openapi/testing";

/** The built site. */
export const siteFolder = fileURLToPath(new URL("../site/", import.meta.url));

/** The text files of the built site by their path, with `/` between folders. */
export const siteFiles = new Map(
  readdirSync(siteFolder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.(html|md|txt|xml|js|css|svg|json|yaml)$/.test(path))
    .map((path) => [path, readFileSync(join(siteFolder, path), "utf8")]),
);

/** Our pages, sorted by path. The explorer is Redocly's page, and has its own test. */
export const pages = [...siteFiles.keys()]
  .filter((path) => path.endsWith(".html") && !path.startsWith("explorer/"))
  .sort();

/** One page of each kind. */
export const mainPages = [
  "index.html",
  "operations/updateModel.html",
  "schemas/index.html",
  "schemas/TrainingParameters.html",
  "guides/client.html",
];

/** A field of Scenario's own reference page, as a person copied it from there. */
export interface FieldFact {
  in: "path" | "query" | "body" | "response";
  path: string;
  /** Such as `string`, `object[]` or `map<unknown>`. */
  type: string;
  required?: true;
  nullable?: true;
  /** The name of an enumeration. */
  enum?: string;
  /** The words of a filter; `array` stands for every kind of list. */
  availableFor?: string[];
}

export const facts: { fields: FieldFact[]; enums: Record<string, (string | number)[]> } = JSON.parse(
  readFileSync(join(root, "spec/tests/fixtures/page-facts.json"), "utf8"),
);

/** The id of a field in the page of its operation. */
export const idOf = ({ in: place, path }: FieldFact) => `${place}.${path}`;
export const fieldIds = facts.fields.map(idOf);
export const deepestField = fieldIds.reduce((deep, id) => (id.split(".").length > deep.split(".").length ? id : deep));

/** The trainers and the names that readers see for them. */
export const trainers: Record<string, string> = {
  sd15: "SD15",
  "sdxl-lora": "SDXL LoRA",
  "flux-lora": "Flux LoRA",
  musubi: "Musubi",
  "elevenlabs-voice": "ElevenLabs voice",
};

/** Whether a field remains when `word` is chosen in its filter. */
export function isFor({ availableFor }: FieldFact, word: string): boolean {
  return (
    availableFor === undefined ||
    availableFor.includes(word) ||
    (availableFor.includes("array") && word.endsWith("_array"))
  );
}
