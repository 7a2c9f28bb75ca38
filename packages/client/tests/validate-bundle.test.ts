import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { validatorsModule } from "@repo/codegen";
import { runNode } from "@repo/testing";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";

const noEval = "--disallow-code-generation-from-strings";
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "validate-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Bundles a program that uses validators to one minified module. */
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
    import { updateBoatBody, validateUpdateBoat } from "./harbour/validate/validators.gen.ts";
    const body = { kind: "raft", name: 5, convoy: [{}], rig: { masts: 5, radioKey: "k".repeat(41) } };
    const problems = validateUpdateBoat({ path: { boatId: ".." }, query: { allPhotos: 1 }, body });
    console.log(problems.map(({ in: place, pointer, rule }) => [place, pointer, rule].join(" ")).join("\\n"));
    console.log(updateBoatBody["~standard"].validate({ name: 5 }).issues.length);
  `);
  expect(bundle).not.toMatch(/\b(import|require|eval|Function)\b\s*[("'{]/);
  await writeFile(join(folder, "bundle.mjs"), bundle);
  const { stdout } = await runNode([noEval, "bundle.mjs"], folder);
  expect(stdout.trim().split("\n")).toEqual([
    "path /boatId path-segment",
    "query /allPhotos type",
    "body /convoy/0/boatId required",
    "body /convoy/0/distance required",
    "body /kind enum",
    "body /name type",
    "body /rig/masts maximum",
    "body /rig/radioKey maxLength",
    "1",
  ]);
  const { stderr } = await runNode([noEval, "--eval", 'new Function("return 1")'], folder);
  expect(stderr).toContain("EvalError"); // the flag works
});

test("a bundle has the schemas of the used operations alone", async () => {
  const operation = (operationId: string, name: string) => ({
    post: {
      operationId,
      requestBody: { content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } } },
    },
  });
  const schema = (property: string, name: string) => ({
    properties: { [property]: { $ref: `#/components/schemas/${name}` }, day: { format: "date" } },
  });
  const { code } = validatorsModule(
    {
      openapi: "3.1.1",
      info: { title: "Library", version: "1" },
      paths: { "/books": operation("addBook", "Book"), "/loans": operation("addLoan", "Loan") },
      components: { schemas: { Book: schema("sequel", "Book"), Loan: schema("lent", "Book") } },
    },
    "// Generated.\n",
    { types: "./schema.gen.ts", validation: fileURLToPath(import.meta.resolve("@scenario-openapi/client/validation")) },
  );
  const file = join(folder, "validators.gen.ts");
  await writeFile(file, code);
  const bundleOf = (name: string) => bundled(`export { ${name} } from ${JSON.stringify(file)};`);
  expect(await bundleOf("addBookBody")).toMatch(/^(?=.*sequel)(?!.*lent).*"date"/s);
  expect(await bundleOf("validateAddLoan")).toMatch(/^(?=.*sequel)(?=.*lent).*"date"/s);
  expect(await bundled(`import ${JSON.stringify(file)};`)).toBe("");
});
