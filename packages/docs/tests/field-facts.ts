import { readFileSync } from "node:fs";

/** A field of the reference page that the description mirrors, as somebody wrote it down from that page. */
export interface FieldFact {
  in: "path" | "query" | "body" | "response";
  path: string;
  /** `string`, `object[]`, `map<unknown>`, … */
  type: string;
  required?: true;
  nullable?: true;
  /** The name of an enumeration. */
  enum?: string;
  /** The words of a filter; `array` stands for every kind of list. */
  availableFor?: string[];
}

interface Facts {
  fields: FieldFact[];
  enums: Record<string, (string | number)[]>;
}

export const facts: Facts = JSON.parse(
  readFileSync(new URL("../../../spec/tests/fixtures/page-facts.json", import.meta.url), "utf8"),
);

/** The permanent name of a field within the page of its operation. */
export function idOf({ in: place, path }: FieldFact): string {
  return `${place}.${path}`;
}

/** How a reader sees the words that tell fields apart. */
export const titles: Record<string, string> = {
  sd15: "SD15",
  "sdxl-lora": "SDXL LoRA",
  "flux-lora": "Flux LoRA",
  musubi: "Musubi",
  "elevenlabs-voice": "ElevenLabs voice",
};

/** Whether a field is for what was chosen; `array` is a word for all lists. */
export function isFor({ availableFor }: FieldFact, word: string): boolean {
  return (
    availableFor === undefined ||
    availableFor.includes(word) ||
    (availableFor.includes("array") && /_array$/.test(word))
  );
}
