import { join } from "node:path";
import type { OpenApiDocument } from "@repo/openapi";
import { readDescription } from "@repo/openapi/read";
import { root } from "@repo/testing";
import { expect, it } from "vitest";
import { committedFiles, packageSources } from "../src/index.ts";

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

it("the sources of another package name its description in one line, and import the modules beside them", async () => {
  const paths = { "/books": { get: { responses: { 200: { description: "Books." } } } } };
  const { files, warnings } = await packageSources({ ...document, paths }, "/tmp/two\nlines.yaml", {}, "library");
  for (const code of files.values()) {
    expect(code).toMatch(/^\/\/ Generated from two lines\.yaml by .*\n\n/);
    for (const [, from] of code.matchAll(/ from "(.+)";$/gm)) expect(from).toMatch(/^\.\/|^openapi-fetch$/);
  }
  expect(warnings).toEqual([]);
});

it("the files are the same if the description says that it is OpenAPI 3.2", async () => {
  const museum = join(root, "packages/testing/descriptions/museum.yaml");
  const { document } = await readDescription(museum, "structure");
  if (!document) throw new Error("museum.yaml cannot be read");
  expect(document.openapi).toBe("3.1.0");
  const [older, newer] = await Promise.all(
    ["3.1.0", "3.2.0"].map((openapi) => packageSources({ ...document, openapi }, museum, {}, "museum-client")),
  );
  expect(newer).toEqual(older);
});
