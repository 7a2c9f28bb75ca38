import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const noEval = "--disallow-code-generation-from-strings";

let folder: string;
let bundle: string;

/** Bundles a program that uses the validator, as it is built for its users, to one module that imports nothing. */
async function bundled(program: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname },
    alias: { "@scenario-openapi/client/validate": join(import.meta.dirname, "../dist/validate/index.js") },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "validate-"));
  bundle = await bundled(`
    import { updateModelBody, validateUpdateModel } from "@scenario-openapi/client/validate";
    const problems = validateUpdateModel({ path: { modelId: ".." }, query: { originalAssets: 1 }, body: {
      type: "flux.1-lora", name: 5, concepts: [{}], parameters: { rank: 128, wandbKey: "k".repeat(41), lrScheduler: "fast" },
    } });
    console.log(problems.map(({ in: place, pointer, rule }) => [place, pointer, rule].join(" ")).join("\\n"));
    console.log(updateModelBody["~standard"].validate({ name: 5 }).issues.length);
  `);
});
afterAll(() => rm(folder, { recursive: true }));

test("works where no code may be made from strings, as a strict Content-Security-Policy has it", async () => {
  await writeFile(join(folder, "bundle.mjs"), bundle);
  const { stdout } = await run(process.execPath, [noEval, join(folder, "bundle.mjs")]);
  expect(stdout.trim().split("\n")).toEqual([
    "path /modelId path-segment",
    "query /originalAssets type",
    "body /concepts/0/modelId required",
    "body /concepts/0/scale required",
    "body /name type",
    "body /parameters/lrScheduler enum",
    "body /parameters/rank rank-range",
    "body /parameters/wandbKey maxLength",
    "1",
  ]);
});

test("which this test would notice", async () => {
  await expect(run(process.execPath, [noEval, "--eval", 'new Function("return 1")'])).rejects.toThrow("EvalError");
});

test("is one module that neither imports nor requires", () => {
  expect(bundle).not.toMatch(/\b(import|require|eval|Function)\b\s*[("'{]/);
});

test("is small: at most 6,000 bytes, minified and gzipped", async () => {
  const all = await bundled('export * from "@scenario-openapi/client/validate";');
  const body = await bundled('export { updateModelBody } from "@scenario-openapi/client/validate";');
  const sizes = [all, body].map((code) => gzipSync(code, { level: 9 }).length);
  console.log(
    `@scenario-openapi/client/validate: ${sizes[0]} B minified and gzipped; updateModelBody alone: ${sizes[1]} B`,
  );
  expect(Math.max(...sizes)).toBeLessThanOrEqual(6_000);
});
