#!/usr/bin/env node
import { parseArgs } from "node:util";
import { allowedOrigins } from "./allowed-origins.ts";
import { InvalidModelsError } from "./model-store.ts";
import { readModelsFile } from "./models-file.ts";
import { createSandbox } from "./sandbox.ts";
import { startupText } from "./startup-text.ts";

const help = `scenario-sandbox runs the documented Scenario API on this machine. It is unofficial.

Usage
  scenario-sandbox [--port PORT] [--models FILE] [--allow-origin ORIGIN]...

Options
  --port PORT            Port on 127.0.0.1; 0 picks a free one. Default: 4010.
  --models FILE          JSON file with an array of models, in place of the seed models.
  --allow-origin ORIGIN  Let web pages of ORIGIN ask, beside those of this machine. Can be given several times.
                         A page opened from a file has the origin null, which --models shuts out.
  --help                 Show this text.
`;

interface CommandLine {
  port: number;
  models: string | undefined;
  allowOrigins: string[];
  help: boolean;
}

/** Throws an `Error` where an option is unknown, lacks its value or has a wrong one. */
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
    throw new Error(`--allow-origin: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  return { port, models, allowOrigins, help };
}

async function start({ port, models: file, allowOrigins }: CommandLine): Promise<void> {
  const sandbox = await createSandboxFrom(file, allowOrigins);
  const { url, close } = await sandbox.listen(port);
  // Once, so that a second Ctrl+C stops a sandbox that waits for a request to end.
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, close);

  const { apiKey, apiSecret } = sandbox.credentials;
  const color = process.stdout.isTTY && process.env.NO_COLOR === undefined;
  process.stdout.write(startupText({ url, apiKey, apiSecret, models: sandbox.models.list() }, color));
}

async function createSandboxFrom(file: string | undefined, allowOrigins: string[]) {
  if (file === undefined) return createSandbox({ allowOrigins });
  try {
    return createSandbox({ models: await readModelsFile(file), allowOrigins });
  } catch (error) {
    if (error instanceof InvalidModelsError) throw new Error(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

function fail(error: unknown, exitCode: number, hint = ""): void {
  process.stderr.write(`scenario-sandbox: ${error instanceof Error ? error.message : String(error)}\n${hint}`);
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
