import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** How a command ended. */
export interface Outcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs Node, the current one unless another is given, with some arguments. Never rejects. */
export async function runNode(
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
  node: string = process.execPath,
): Promise<Outcome> {
  try {
    const options = { cwd, env: { ...process.env, NO_COLOR: "1", ...env }, maxBuffer: 64 * 1024 * 1024 };
    return { exitCode: 0, ...(await promisify(execFile)(node, args, options)) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { exitCode: code, stdout, stderr };
  }
}

/** Options of the compiler under which generated code must compile, whatever options its users choose. */
export const strictest = {
  target: "es2022",
  lib: ["es2022", "dom", "dom.iterable"],
  module: "nodenext",
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  isolatedModules: true,
  allowImportingTsExtensions: true,
  skipLibCheck: false,
  noEmit: true,
};
