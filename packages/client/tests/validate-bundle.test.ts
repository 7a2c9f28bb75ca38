import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { runNode } from "@scenario-openapi/testing";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";

const noEval = "--disallow-code-generation-from-strings";
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "validate-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Bundles a program that uses the built validator to one minified module. */
async function bundled(program: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

test("works without eval, as under a strict Content-Security-Policy, and imports nothing", async () => {
  const bundle = await bundled(`
    import { updateModelBody, validateUpdateModel } from "@scenario-openapi/client/validate";
    const problems = validateUpdateModel({ path: { modelId: ".." }, query: { originalAssets: 1 }, body: {
      type: "flux.1-lora", name: 5, concepts: [{}], parameters: { rank: 128, wandbKey: "k".repeat(41), lrScheduler: "fast" },
    } });
    console.log(problems.map(({ in: place, pointer, rule }) => [place, pointer, rule].join(" ")).join("\\n"));
    console.log(updateModelBody["~standard"].validate({ name: 5 }).issues.length);
  `);
  expect(bundle).not.toMatch(/\b(import|require|eval|Function)\b\s*[("'{]/);
  await writeFile(join(folder, "bundle.mjs"), bundle);
  const { stdout } = await runNode([noEval, "bundle.mjs"], folder);
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
  const { stderr } = await runNode([noEval, "--eval", 'new Function("return 1")'], folder);
  expect(stderr).toContain("EvalError"); // the flag works
});

test.each(["*", "{ updateModelBody }"])("%s has at most 6,000 bytes, minified and gzipped", async (names) => {
  const bundle = await bundled(`export ${names} from "@scenario-openapi/client/validate";`);
  expect(gzipSync(bundle, { level: 9 }).length).toBeLessThanOrEqual(6_000);
});
