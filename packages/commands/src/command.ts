import { existsSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { Command, InvalidArgumentError } from "@commander-js/extra-typings";

// The linters and generators are a thousand modules. Node keeps their compiled code for the next command, in the system's
// temporary folder.
enableCompileCache();

/** The exit code of a command that is called with unknown or missing arguments. */
const USAGE_ERROR = 2;

/**
 * A pnpm command with `--help`, which shows its name and summary. Unknown arguments end the process with exit code 2 and
 * show the help as well.
 *
 * @example
 * await run(
 *   program("docs:preview", "Serve the built reference on this machine.")
 *     .option("--port <number>", "the port to listen on", portNumber, 4020)
 *     .action(async ({ port }) => {}),
 * );
 */
export function program(name: string, summary: string) {
  return new Command(`pnpm ${name}`)
    .description(summary)
    .allowExcessArguments(false)
    .showHelpAfterError()
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE_ERROR));
}

/** The part of a commander command that is needed to run it. */
interface Runnable {
  parseAsync(): Promise<unknown>;
}

/**
 * Runs a command. An error ends it with its message, and with its stack if DEBUG is set.
 *
 * @param failure the exit code of an error
 */
export async function run(command: Runnable, failure = 1): Promise<void> {
  try {
    await command.parseAsync();
  } catch (error) {
    console.error(`✗ ${error instanceof Error ? error.message : error}`);
    if (process.env["DEBUG"]) console.error(error);
    process.exitCode = failure;
  }
}

/** The value of an option that is a port; 0 stands for any free one. */
export function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
}

/** Adds a file to the values of an option or argument that takes several. */
export function addFile(file: string, files: readonly string[] = []): readonly string[] {
  if (!existsSync(file)) throw new InvalidArgumentError("There is no such file.");
  return [...files, file];
}
