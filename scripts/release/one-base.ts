import { parseArgs } from "node:util";

/** The BASE that a command was given, or undefined. Ends the process with exit code 2 and the usage on anything else. */
export function oneBase(script: string): string | undefined {
  try {
    const { positionals } = parseArgs({ allowPositionals: true });
    if (positionals.length > 1) throw new Error(`One BASE is enough: ${positionals.join(", ")}`);
    return positionals[0];
  } catch (error) {
    console.error(`${(error as Error).message}

Usage: pnpm ${script} [BASE]

BASE is a git revision or a file; without it, the last release tag, or else main.`);
    return process.exit(2);
  }
}
