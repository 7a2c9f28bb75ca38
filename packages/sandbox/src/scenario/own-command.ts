import { readFile } from "node:fs/promises";
import type { Model } from "@scenario-openapi/types";
import type { OwnCommand } from "../command.ts";
import { messageOf } from "../message-of.ts";
import { InvalidModelsError } from "./models.ts";
import { sandboxOfModels } from "./models-api.ts";
import type { Sandbox } from "./sandbox.ts";
import { readUpdate } from "./update-model.ts";

/** The command with models, which keep their updates. */
export const own: OwnCommand = {
  file: { name: "models", help: "JSON file with an array of models, instead of the seed models." },
  aboutOrigins: "The origin of a page opened from a file is null. With --models, it is allowed only if given.",
  async start(api, options, file) {
    const given = file === undefined ? {} : { models: await readModels(file) };
    let sandbox: Sandbox;
    try {
      sandbox = sandboxOfModels({ api, update: readUpdate(api.document) }, { ...options, ...given });
    } catch (error) {
      if (error instanceof InvalidModelsError) throw new Error(`${file}: ${error.message}`, { cause: error });
      throw error;
    }
    const models = sandbox.models.list();
    return {
      sandbox,
      text: {
        lists: [
          {
            heading: models.length === 1 ? "1 model" : `${models.length} models`,
            rows: models.map(({ id, type, status, name = "" }) => [id, type, status, name].map(onOneLine)),
          },
        ],
        effects: { updateModel: "updates the models" },
        tried: { name: "updateModel", path: { modelId: models[0]?.id ?? "MODEL_ID" }, body: { name: "Moonlit Noir" } },
        note: "Updates last until the sandbox stops.",
      },
    };
  },
};

/** Reads a JSON file with an array of models. The sandbox checks each against the schema. */
async function readModels(file: string): Promise<Model[]> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new Error(`Cannot read ${file}: ${messageOf(error)}`, { cause: error });
  }
  let models: Model[];
  try {
    // Without the byte order mark that some editors on Windows write.
    models = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Error(`${file} is not JSON in UTF-8: ${messageOf(error)}`, { cause: error });
  }
  if (!Array.isArray(models)) throw new Error(`${file} must contain an array of models: [{ "id": ... }, ...]`);
  return models;
}

/** Returns a text from a file as the command prints it: short, and without characters that move the cursor. */
function onOneLine(text: string): string {
  const printable = text.replace(/\p{Cc}+/gu, " ");
  return printable.length > 60 ? `${printable.slice(0, 59)}…` : printable;
}
