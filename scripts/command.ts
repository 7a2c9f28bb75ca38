import { enableCompileCache } from "node:module";

// The tools are a thousand modules: what they were compiled to is kept for the next command, outside the repository.
enableCompileCache();

/**
 * Runs a script's work. An error ends the process with exit code 1 and its message; where it was not foreseen, the stack
 * shows with DEBUG=1.
 */
export async function command(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(`✗ ${error instanceof Error ? error.message : error}`);
    if (process.env["DEBUG"]) console.error(error);
    process.exitCode = 1;
  }
}
