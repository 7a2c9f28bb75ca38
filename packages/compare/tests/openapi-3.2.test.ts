// Descriptions in OpenAPI 3.2 as they are read from files.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MediaType, OpenApiDocument } from "@repo/openapi";
import { readDescription } from "@repo/openapi/read";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeChanges } from "../src/describe-changes.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "openapi-3.2-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** An API whose answer has a media type, which is written there or among the components. */
async function read(media: MediaType, where: "there" | "x-mediaTypes" | "mediaTypes"): Promise<OpenApiDocument> {
  const written = where === "there" ? media : { $ref: `#/components/${where}/Thing` };
  const description = {
    openapi: "3.2.0",
    info: { title: "Things", version: "1.0.0" },
    paths: {
      "/things": { get: { responses: { "200": { description: "It.", content: { "application/json": written } } } } },
    },
    components: where === "there" ? {} : { [where]: { Thing: media } },
  };
  const file = join(folder, "openapi.json");
  await writeFile(file, JSON.stringify(description));
  const { document, problems } = await readDescription(file, "structure");
  if (document === undefined) throw new Error(JSON.stringify(problems));
  return document;
}

const before: MediaType = { schema: { type: "object", required: ["a"], properties: { a: { type: "string" } } } };
const after: MediaType = { schema: { type: "object", properties: { a: { type: "string" } } } };

it.each(["there", "x-mediaTypes"] as const)("a media type moves among the components from %s", async (where) => {
  const changes = describeChanges(await read(before, where), await read(before, "mediaTypes"));
  expect(changes.map(({ wire, words }) => [wire, words])).toEqual([["none", "~ the description is written otherwise"]]);
});

it("a media type that moved is compared with what it was", async () => {
  const changes = describeChanges(await read(before, "there"), await read(after, "mediaTypes"));
  expect(changes.map(({ words }) => words)).toEqual(["~ a: required → optional, breaking for readers"]);
});
