import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { OpenApiDocument } from "@repo/openapi";
import { parse } from "yaml";

/** The description that has each construct of a version of OpenAPI. */
export async function readHarbour(version: string): Promise<OpenApiDocument> {
  return parse(await readFile(join(import.meta.dirname, `harbour-${version}.yaml`), "utf8"));
}
