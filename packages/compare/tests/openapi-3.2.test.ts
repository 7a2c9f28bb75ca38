// Descriptions in OpenAPI 3.2 as they are read from files.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MediaType, OpenApiDocument, Schema } from "@repo/openapi";
import { readDescription } from "@repo/openapi/read";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareDescriptions } from "../src/compare-descriptions.ts";
import { describeChanges } from "../src/describe-changes.ts";
import { edited, type NewValues } from "../src/table/edit.ts";
import { modelsApi } from "../src/table/models-api.ts";

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
  return readWell(await fileWith(description));
}

async function fileWith(description: OpenApiDocument): Promise<string> {
  const file = join(folder, "openapi.json");
  await writeFile(file, JSON.stringify(description));
  return file;
}

async function readWell(file: string): Promise<OpenApiDocument> {
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

describe("a description that is written in OpenAPI 3.2", () => {
  const rewritten = [["~ the description is written otherwise", "none", "none"]];
  async function changes(before: OpenApiDocument, after: OpenApiDocument) {
    const comparison = await compareDescriptions(before, after);
    return comparison.changes.map(({ words, wire, types }) => [words, wire, types]);
  }

  it("is the API as it was", async () => {
    const before = await readWell(await fileWith(modelsApi));
    const media = before.paths?.["/models/{modelId}"]?.put?.requestBody;
    const now = edited(before, {
      "/openapi": "3.2.0",
      "/$self": "https://models.example/openapi.json",
      "/components/mediaTypes": { Update: media && "content" in media && media.content["application/json"] },
      "put/requestBody/content/application~1json": { $ref: "#/components/mediaTypes/Update" },
    });
    expect(await changes(before, await readWell(await fileWith(now)))).toEqual(rewritten);
  });

  it("has the examples that it had", async () => {
    const place = "put/requestBody/content/application~1json/examples";
    const before = edited(modelsApi, { [place]: { one: { summary: "One.", value: { name: "A" } } } });
    const after = { "/openapi": "3.2.0", [place]: { one: { summary: "One.", dataValue: { name: "A" } } } };
    expect(await changes(before, edited(before, after))).toEqual(rewritten);
    const another = { "/openapi": "3.2.0", [place]: { one: { summary: "One.", dataValue: { name: "B" } } } };
    expect(await changes(before, edited(before, another))).toEqual([["~ body: examples", "none", "none"]]);
  });
});

it.each([
  ["query", "QUERY"],
  ["additionalOperations/COPY", "COPY"],
])("an operation at %s is a method of the API", async (place, verb) => {
  const operation = { operationId: "another", responses: { "204": { description: "Done." } } };
  const api = edited(modelsApi, { "/openapi": "3.2.0" });
  const more = edited(api, { [`/paths/~1models~1{modelId}/${place}`]: operation });
  const words = `operation another: ${verb} /models/{modelId}`;
  expect((await compareDescriptions(api, more)).changes).toMatchObject([{ words: `+ ${words}`, bump: "minor" }]);
  expect((await compareDescriptions(more, api)).changes).toMatchObject([
    { words: `− ${words}, breaking for readers and writers`, bump: "major" },
  ]);
});

it("names of servers, summaries of answers and the tree of tags are words", () => {
  const url = "https://models.example";
  const given = edited(modelsApi, { "/openapi": "3.2.0", "/servers": [{ url }], "/tags": [{ name: "models" }] });
  const now = edited(given, {
    "/servers/0/name": "production",
    "/tags": [{ name: "all" }, { name: "models", summary: "Models", parent: "all" }],
    "put/responses/200/summary": "The model",
  });
  const changes = describeChanges(given, now);
  expect(changes.map(({ wire, bump, words }) => `${wire} ${bump} ${words}`).sort()).toEqual([
    "none patch + response 200: summary",
    `none patch ~ server ${url}: name`,
    "none patch ~ tags",
  ]);
});

it("a change of the data in events is named", async () => {
  const stream = (contentSchema: Schema): NewValues => {
    const data: Schema = { type: "string", contentMediaType: "application/json", contentSchema };
    const itemSchema: Schema = { type: "object", properties: { data } };
    return { "/openapi": "3.2.0", "put/responses/200/content": { "text/event-stream": { itemSchema } } };
  };
  const before = edited(modelsApi, stream({ type: "object", properties: { a: { type: "string" } } }));
  const after = edited(modelsApi, stream({ type: "object", properties: { a: { type: "integer" } } }));
  expect((await compareDescriptions(before, after)).changes).toMatchObject([
    { words: "~ data.a: string → integer, breaking for readers", wire: "breaking", types: "breaking" },
  ]);
});
