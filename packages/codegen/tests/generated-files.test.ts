import type { OpenApiDocument } from "@repo/openapi";
import { expect, it } from "vitest";
import { committedFiles, filesElsewhere } from "../src/index.ts";

const document: OpenApiDocument = { openapi: "3.1.1", info: { title: "Library", version: "1" }, paths: {} };

it("the committed files are those of both packages", async () => {
  const { files } = await committedFiles(document, { scope: "@acme" });
  expect([...files.keys()]).toEqual([
    "packages/types/src/schema.gen.ts",
    "packages/types/src/spec.gen.ts",
    "packages/client/src/operations.gen.ts",
    "packages/client/src/api.gen.ts",
    "packages/client/src/client.gen.ts",
    "packages/client/src/errors.gen.ts",
    "packages/client/src/proxy/documented.gen.ts",
    "packages/client/src/proxy/proxy.gen.ts",
    "packages/client/src/validate/validators.gen.ts",
  ]);
  for (const code of files.values()) {
    expect(code).toMatch(/^\/\/ Generated from spec\/openapi.yaml by `pnpm generate`. Do not edit.\n\n/);
  }
});

it("the files of another description name it in one line, and import the published client", async () => {
  const paths = { "/books": { get: { responses: { 200: { description: "Books." } } } } };
  const { files, warnings } = await filesElsewhere({ ...document, paths }, "/tmp/two\nlines.yaml");
  expect([...files.keys()]).toEqual(["schema.gen.ts", "operations.gen.ts", "index.gen.ts", "validators.gen.ts"]);
  for (const code of files.values()) expect(code).toMatch(/^\/\/ Generated from two lines\.yaml by .*\n\n/);
  expect(files.get("operations.gen.ts")).toContain('from "./schema.gen.ts"');
  expect(files.get("operations.gen.ts")).toContain('from "@scenario-openapi/client/runtime"');
  expect(warnings).toEqual([]);
});
