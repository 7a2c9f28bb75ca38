import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { root, specFile } from "@scenario-openapi/commands";

/** A reference of the spec, as one tool makes it. */
export interface Contender {
  name: string;
  /** The folder to serve. */
  folder: string;
  /** The operation's address, from the folder. */
  operation: string;
  /** The selector of the operation's query parameter. */
  shown: string;
  /** The address of the field `parameters.learningRate`, and the selector of its element. */
  field: string;
  fieldElement: string;
}

/** This project's own reference as it was built, and the one that Redocly makes in a folder. */
export async function makeContenders(folder: string): Promise<Contender[]> {
  const redoc = join(folder, "redoc");
  await mkdir(redoc);
  await buildWithRedocly(specFile, join(redoc, "index.html"));
  const redocBody = "models/updatemodel/t=request&path=parameters/learningrate";
  return [
    {
      name: "this reference",
      folder: join(root, "packages/docs/site"),
      operation: "operations/updateModel.html",
      shown: '[id="query.originalAssets"]',
      field: "operations/updateModel.html#body.parameters.learningRate",
      fieldElement: '[id="body.parameters.learningRate"]',
    },
    {
      name: "redocly build-docs",
      folder: redoc,
      operation: "#/models/updatemodel",
      shown: '[id="models/updatemodel/t=request&in=query&path=originalassets"]',
      field: `#/models/updatemodel#${redocBody}`,
      fieldElement: `[id="${redocBody}"]`,
    },
  ];
}

/** Runs `redocly build-docs` with its script in the page. Returns the seconds that it took. */
export async function buildWithRedocly(description: string, page: string): Promise<number> {
  const redocly = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
  const start = performance.now();
  await promisify(execFile)(process.execPath, [redocly, "build-docs", description, "--inlineBundle", "-o", page], {
    // Not in the folder of a redocly.yaml, which could name another description.
    cwd: join(page, ".."),
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
  });
  return (performance.now() - start) / 1000;
}
