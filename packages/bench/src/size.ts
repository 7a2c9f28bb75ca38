import { join } from "node:path";
import { styleText } from "node:util";
import { readOrExit, root, runTurboQuietly, settingsFile, specFile } from "@repo/commands";
import { namedOperations, type OpenApiDocument } from "@repo/openapi";
import { credentialsOf, namesOf, readSettings, secretsOf } from "@repo/settings";
import { bundle } from "./bundle.ts";
import { count } from "./report.ts";

/** The bytes that a program with the client may have, minified and gzipped (decisions/0005). */
const BUDGET = {
  /** For a client of one operation that sends and reads JSON. */
  client: 7_000,
  /** For each further operation: a bundler cannot leave out the methods that a program does not call. */
  operation: 30,
  /** For `describe.ts`, if the parameters or bodies of an operation need it. */
  describe: 4_500,
};

/** Bundles a program that makes one call, prints its size, and sets exit code 1 if it is above the budget. */
export async function checkSize(): Promise<void> {
  runTurboQuietly(["build", "--filter=./packages/client"]);
  const document = await readOrExit(specFile, "structure");
  const operations = namedOperations(document);
  const [first] = operations;
  if (!first) throw new Error("spec/openapi.yaml has no operation that a program could call.");
  const { size, modules } = await bundle(await programCalling(first.name, document), join(root, "packages/client"));
  const describes = modules.some((path) => path.endsWith("/describe.js"));
  const budget = BUDGET.client + BUDGET.operation * (operations.length - 1) + (describes ? BUDGET.describe : 0);
  const isWithin = size <= budget;
  const sign = isWithin ? styleText("green", "✓") : styleText("red", "✗");
  console.log(
    `${sign} A program that calls ${first.name} has ${count(size)} of ${count(budget)} bytes, minified and gzipped`,
  );
  if (!isWithin) process.exitCode = 1;
}

async function programCalling(operation: string, document: OpenApiDocument): Promise<string> {
  const settings = await readSettings(settingsFile);
  const create = `create${namesOf(document, settings).brand}Client`;
  const secrets = credentialsOf(document, settings).flatMap(secretsOf);
  const options = secrets.map(({ option }) => `${option}: "secret"`);
  return `
    import { ${create} } from "./dist/index.js";
    const client = ${create}({ baseUrl: "https://sandbox.invalid", ${options.join(", ")} });
    console.log(await client.${operation}({}));
  `;
}
