import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, runNode } from "@repo/testing";
import { expect, onTestFinished, test } from "vitest";

const script = join(root, "scripts/lint-spec.ts");

/** A folder with the given files, until the test has ended. */
async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "lint-spec-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

test("prints one line about the spec, whatever redocly.yaml is in the working directory", async () => {
  const folder = await folderWith({
    "redocly.yaml": "rules: { rule/no: { subject: { type: Info, property: title }, assertions: { maxLength: 1 } } }",
  });
  const { exitCode, stdout } = await runNode([script], folder);
  expect(stdout).toMatch(/openapi\.yaml {2}0 problems {2}\(Redocly \d+ rules, Spectral \d+ rules, \d+\.\d s\)\n$/);
  expect(exitCode).toBe(0);
});

test("lists the problems of a description and fails", async () => {
  const folder = await folderWith({ "dogs.yaml": 'openapi: 3.1.1\ninfo: { $ref: "#/nowhere" }\npaths: {}\n' });
  const { exitCode, stdout } = await runNode([script, "dogs.yaml"], folder);
  expect(stdout).toMatch(/^dogs\.yaml\n/);
  expect(stdout).toMatch(/\n {2}✗ +2:15 {2}no-unresolved-refs /);
  expect(exitCode).toBe(1);
});

test("what a generator cannot do as a description says is a problem as well", async () => {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Dog" } } };
  const put = {
    operationId: "updateDog",
    summary: "Update a dog",
    description: "Changes a dog.",
    tags: ["Dogs"],
    requestBody: { required: true, description: "The dog.", content },
    responses: { "204": { description: "The dog is changed." }, default: { description: "Something is wrong." } },
  };
  const name = { type: "string", default: 5, description: "The name." };
  const description = {
    openapi: "3.1.1",
    info: {
      title: "Kennel API",
      version: "1.0.0",
      description: "A kennel.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "https://kennel.example", description: "The kennel." }],
    security: [{ Basic: [] }],
    tags: [{ name: "Dogs", description: "The dogs." }],
    paths: { "/dogs": { put } },
    components: {
      securitySchemes: { Basic: { type: "http", scheme: "basic", description: "A key." } },
      schemas: { Dog: { type: "object", description: "A dog.", properties: { name } } },
    },
  };
  const folder = await folderWith({ "dogs.json": JSON.stringify(description, null, 2) });
  const { exitCode, stdout } = await runNode([script, "dogs.json"], folder);
  expect(stdout).toMatch(
    /^dogs\.json\n +! +\d+:\d+ {2}example {2}The default does not fit its schema,.*\n\n1 warning in 1 file\n$/,
  );
  expect(exitCode).toBe(1);
});
