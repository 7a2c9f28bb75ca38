import { parseArgs } from "node:util";
import { type Api, readApi } from "./api.ts";
import { allowedOrigins } from "./cross-origin.ts";
import { description, settings } from "./description.ts";
import { messageOf } from "./message-of.ts";
import { own } from "./own.ts";
import type { Sandbox, SandboxOptions } from "./sandbox.ts";
import { type OwnText, startupText } from "./startup-text.ts";

/** What the command of an API has beside what every description has. */
export interface OwnCommand {
  /** An option that takes a file. */
  file?: { name: string; help: string };
  /** More about `--allow-origin`. */
  aboutOrigins?: string;
  /**
   * Starts a sandbox.
   *
   * @param file the value of the option
   */
  start(api: Api, options: SandboxOptions, file: string | undefined): Starting | Promise<Starting>;
}

interface Starting {
  sandbox: Sandbox;
  /** What to print of it. */
  text: OwnText;
}

interface CommandLine {
  port: number;
  file: string | undefined;
  allowOrigins: string[];
  help: boolean;
}

/** Runs the command. Its exit code is 2 if the command line is wrong, and 1 if it cannot start. */
export async function runCommand(): Promise<void> {
  const api = readApi(description, settings);
  const name = `${api.brand.replace(/([a-z\d])([A-Z])/g, "$1-$2").toLowerCase()}-sandbox`;
  const fail = (error: unknown, exitCode: number, hint = "") => {
    process.stderr.write(`${name}: ${messageOf(error)}\n${hint}`);
    process.exitCode = exitCode;
  };
  let commandLine: CommandLine;
  try {
    commandLine = readCommandLine();
  } catch (error) {
    return fail(error, 2, `Run ${name} --help to see the options.\n`);
  }
  if (commandLine.help) process.stdout.write(helpOf(api, name));
  else await start(api, commandLine).catch((error: unknown) => fail(error, 1));
}

function helpOf({ brand, notice }: Api, name: string): string {
  const options: [string, string][] = [
    ["--port PORT", "Port on 127.0.0.1; 0 picks a free one. Default: 4010."],
    ...(own.file ? [[`--${own.file.name} FILE`, own.file.help] as [string, string]] : []),
    [
      "--allow-origin ORIGIN",
      "Let web pages of ORIGIN use the sandbox, in addition to those of this machine. Repeatable.",
    ],
    ...(own.aboutOrigins === undefined ? [] : [["", own.aboutOrigins] as [string, string]]),
    ["--help", "Show this text."],
  ];
  const file = own.file ? ` [--${own.file.name} FILE]` : "";
  return `${name} runs the documented ${brand} API on this machine.${notice === undefined ? "" : `\n${notice}`}

Usage
  ${name} [--port PORT]${file} [--allow-origin ORIGIN]...

Options
${options.map(([option, meaning]) => `  ${option.padEnd(21)}  ${meaning}\n`).join("")}`;
}

/** Throws an `Error` if an option is unknown, has no value or an invalid one. */
function readCommandLine(): CommandLine {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4010" },
      "allow-origin": { type: "string", multiple: true, default: [] },
      help: { type: "boolean", short: "h", default: false },
      ...(own.file && { [own.file.name]: { type: "string" as const } }),
    },
  });
  const { port: text, "allow-origin": allowOrigins, help, ...others } = values;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new Error(`--port must be a whole number from 0 to 65535, is "${text}".`);
  }
  try {
    allowedOrigins(allowOrigins);
  } catch (error) {
    throw new Error(`--allow-origin: ${messageOf(error)}`, { cause: error });
  }
  const [file] = Object.values(others).filter((value) => typeof value === "string");
  return { port, file, allowOrigins, help };
}

async function start(api: Api, { port, file, allowOrigins }: CommandLine): Promise<void> {
  const { sandbox, text } = await own.start(api, { allowOrigins }, file);
  const { url, close } = await sandbox.listen(port);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, close);

  const { credentials } = sandbox;
  const color = process.stdout.isTTY && process.env.NO_COLOR === undefined;
  process.stdout.write(startupText({ ...api, url, credentials }, text, color));
}
