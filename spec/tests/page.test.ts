// Compares the spec with the API's reference page, if it mirrors one: `pnpm page:facts` writes the facts of the page.
import { existsSync, readFileSync } from "node:fs";
import type { OpenApiDocument } from "@repo/openapi";
import { comparePage, type PageFacts } from "@repo/page";
import { expect, test } from "vitest";
import { parse } from "yaml";

const facts = new URL("../page-facts.json", import.meta.url);
const spec: OpenApiDocument = parse(readFileSync(new URL("../openapi.yaml", import.meta.url), "utf8"));

test.skipIf(!existsSync(facts))("the spec says what the page says, and nothing else", () => {
  const page: PageFacts = JSON.parse(readFileSync(facts, "utf8"));
  expect(comparePage(spec, page)).toEqual([]);
});
