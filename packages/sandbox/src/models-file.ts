import { readFile } from "node:fs/promises";
import type { Model } from "@scenario-openapi/types";

/**
 * Reads a JSON file that holds an array of models. Whether each fits the schema is for the sandbox to say.
 *
 * @throws {Error} Where the file cannot be read, is not JSON, or holds something else than an array.
 */
export async function readModelsFile(file: string): Promise<Model[]> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new Error(`Cannot read ${file}: ${messageOf(error)}`, { cause: error });
  }
  let models: Model[];
  try {
    models = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${messageOf(error)}`, { cause: error });
  }
  if (!Array.isArray(models)) throw new Error(`${file} must hold an array of models: [{ "id": ... }, ...]`);
  return models;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
