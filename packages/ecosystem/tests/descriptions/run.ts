import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { HttpMethod, OpenApiDocument } from "@repo/openapi";
import { formatProblems, readDescription } from "@repo/openapi/read";
import { packageFiles } from "@repo/standalone";
import { linkDependencies, runNode, strictest, writeSources } from "@repo/testing";
import { parse, stringify } from "yaml";
import type { DrawnDescription } from "./describe.ts";
import { expectedResult, programOf } from "./program.ts";
import { startServer } from "./server.ts";

export interface Outcome {
  /** What the compiler says of the programs. */
  errors: string;
  /** The calls that did not send or return what they should. */
  differences: Difference[];
}

interface Difference {
  call: string;
  expected: unknown;
  actual: unknown;
  /** The request as it was sent. */
  request: string | undefined;
  /** The operation in the description. */
  described: string;
}

/**
 * Generates a client for each description, compiles a program that calls all its operations, runs it against a server that
 * decodes the requests by the description, and returns where they disagree.
 */
export async function runAll(descriptions: readonly DrawnDescription[]): Promise<Outcome> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "descriptions-")));
  try {
    await prepare(folder, descriptions);
    return { errors: await compile(folder), differences: await callAll(folder, descriptions) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepare(folder: string, descriptions: readonly DrawnDescription[]): Promise<void> {
  await linkDependencies(folder);
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  await cp(join(import.meta.dirname, "programs"), folder, { recursive: true });
  for (const description of descriptions) await generate(join(folder, description.name), description);
}

async function generate(folder: string, description: DrawnDescription): Promise<void> {
  await mkdir(folder);
  const file = join(folder, `openapi.${description.format}`);
  await writeFile(file, description.text);
  const { document, problems } = await readDescription(file, "structure");
  const errors = problems.filter(({ severity }) => severity === "error");
  if (!document || errors.length > 0) throw new Error(`${description.text}\n${formatProblems(errors)}`);
  const { files } = await packageFiles(document, { name: "Api" }, { spec: file, out: folder });
  await writeSources(folder, files, true);
  await writeFile(join(folder, "program.ts"), programOf(description));
}

async function compile(folder: string): Promise<string> {
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: strictest, include: ["support.ts", "*/*.ts"] }),
  );
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const { stdout } = await runNode([tsc, "--pretty", "false", "-p", folder], folder);
  return stdout;
}

async function callAll(folder: string, descriptions: readonly DrawnDescription[]): Promise<Difference[]> {
  const served = descriptions.map(({ name, text, baseUrl, calls }) => ({
    name,
    document: parse(text) as OpenApiDocument,
    baseUrl,
    answers: calls.map(({ answer }) => answer),
  }));
  const server = await startServer(served);
  const names = descriptions.map(({ name }) => name);
  const { stdout, stderr } = await runNode(["main.js", server.url, ...names], folder);
  await server.close();
  if (stderr !== "") throw new Error(stderr);
  const results = stdout.split("\n");
  return served.flatMap(({ name, document }, at) => {
    const received = JSON.parse(results[at] ?? "[]") as unknown[];
    return (descriptions[at]?.calls ?? []).flatMap((call, number): Difference[] => {
      const arrived = server.arrived.filter((one) => one.name === name && one.call === number);
      const expected = { sent: [call.sent], received: expectedResult(call) };
      const actual = { sent: arrived.map(({ found }) => found), received: received[number] };
      if (isEqual(expected, actual)) return [];
      const [verb = "", path = ""] = call.sent.operation.split(/ (.*)/s);
      const described = stringify(document.paths?.[path]?.[verb as HttpMethod]);
      const place = `${name}, call ${number}: ${call.sent.operation}`;
      return [{ call: place, expected, actual, request: arrived[0]?.raw, described }];
    });
  });
}

/** Whether values are the same as JSON. */
function isEqual(expected: unknown, actual: unknown): boolean {
  const [first, second]: unknown[] = [expected, actual].map((value) => JSON.parse(JSON.stringify(value)));
  return isDeepStrictEqual(first, second);
}
