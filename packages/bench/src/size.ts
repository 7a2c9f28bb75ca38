import { styleText } from "node:util";
import { gzipSync } from "node:zlib";
import { readOrExit, runTurboQuietly, specFile } from "@repo/commands";
import { namedOperations } from "@repo/openapi";
import { bundle } from "./client/bundle.ts";
import { count } from "./report.ts";

/** The bytes that a program with the client may have, minified and gzipped (decisions/0005). */
const BUDGET = {
  /** For a client of one operation that sends and reads JSON. */
  client: 7_000,
  /** For each further operation: a bundler cannot leave out the methods that a program does not call. */
  operation: 30,
  /** For `describe.ts`, if the parameters or bodies of an operation need it. */
  describe: 2_700,
};

/** Bundles a program that updates one model, prints its size, and sets exit code 1 if it is above the budget. */
export async function checkSize(): Promise<void> {
  runTurboQuietly(["@scenario-openapi/client#build"]);
  const { code, modules } = await bundle("scenario");
  const size = gzipSync(code, { level: 9 }).length;
  const operations = namedOperations(await readOrExit(specFile, "structure")).length;
  const describes = modules.some((path) => path.endsWith("/describe.js"));
  const budget = BUDGET.client + BUDGET.operation * (operations - 1) + (describes ? BUDGET.describe : 0);
  const isWithin = size <= budget;
  const sign = isWithin ? styleText("green", "✓") : styleText("red", "✗");
  console.log(
    `${sign} A program that updates one model has ${count(size)} of ${count(budget)} bytes, minified and gzipped`,
  );
  if (!isWithin) process.exitCode = 1;
}
