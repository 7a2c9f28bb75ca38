#!/usr/bin/env node
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Model } from "@scenario-openapi/types";
import { readApi, sandboxOf } from "./api.ts";
import { allowedOrigins } from "./cross-origin.ts";
import { description } from "./description.ts";
import { InvalidModelsError } from "./models.ts";
import type { Sandbox } from "./sandbox.ts";
import { startupText } from "./startup-text.ts";

const help = `scenario-sandbox runs the documented Scenario API on this machine. It is unofficial.

Usage
  scenario-sandbox [--port PORT] [--models FILE] [--allow-origin ORIGIN]...

Options
  --port PORT            Port on 127.0.0.1; 0 picks a free one. Default: 4010.
  --models FILE          JSON file with an array of models, instead of the seed models.
  --allow-origin ORIGIN  Let web pages of ORIGIN use the sandbox, in addition to those of this machine. Repeatable.
                         The origin of a page opened from a file is null. With --models, it is allowed only if given.
  --help                 Show this text.
`;

interface CommandLine {
  port: number;
  models: string | undefined;
  allowOrigins: string[];
  help: boolean;
}

/** Throws an `Error` if an option is unknown, has no value or an invalid one. */
function readCommandLine(): CommandLine {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4010" },
      models: { type: "string" },
      "allow-origin": { type: "string", multiple: true, default: [] },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new Error(`--port must be a whole number from 0 to 65535, is "${values.port}".`);
  }
  const { models, "allow-origin": allowOrigins, help } = values;
  try {
    allowedOrigins(allowOrigins);
  } catch (error) {
    throw new Error(`--allow-origin: ${messageOf(error)}`, { cause: error });
  }
  return { port, models, allowOrigins, help };
}

async function start({ port, models: file, allowOrigins }: CommandLine): Promise<void> {
  const models = file === undefined ? {} : { models: await readModels(file) };
  const api = readApi(description);
  let sandbox: Sandbox;
  try {
    sandbox = sandboxOf(api, { ...models, allowOrigins });
  } catch (error) {
    if (error instanceof InvalidModelsError) throw new Error(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
  const { url, close } = await sandbox.listen(port);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, close);

  const { credentials } = sandbox;
  const color = process.stdout.isTTY && process.env.NO_COLOR === undefined;
  process.stdout.write(startupText({ url, credentials, models: sandbox.models.list(), routes: api.routes }, color));
}

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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function fail(error: unknown, exitCode: number, hint = ""): void {
  process.stderr.write(`scenario-sandbox: ${messageOf(error)}\n${hint}`);
  process.exitCode = exitCode;
}

let commandLine: CommandLine | undefined;
try {
  commandLine = readCommandLine();
} catch (error) {
  fail(error, 2, "Run scenario-sandbox --help to see the options.\n");
}
if (commandLine?.help) process.stdout.write(help);
else if (commandLine) await start(commandLine).catch((error: unknown) => fail(error, 1));
