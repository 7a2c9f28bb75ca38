import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@repo/openapi";
import { root } from "@repo/testing";
import { parse } from "yaml";

/** The built site of the spec. */
export const siteFolder = fileURLToPath(new URL("../site/", import.meta.url));

/** The text files of that site by their path, with `/` between folders. */
export const siteFiles = new Map(
  readdirSync(siteFolder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.(html|md|txt|xml|js|css|svg|json|yaml)$/.test(path))
    // Its links do not begin at a folder: tests/address.test.ts follows them.
    .filter((path) => path !== "404.html")
    .map((path) => [path, readFileSync(join(siteFolder, path), "utf8")]),
);

/** The pages, sorted by path. */
export const pages = [...siteFiles.keys()].filter((path) => path.endsWith(".html")).sort();

/** One page of each kind. */
export const mainPages = [
  "index.html",
  "operations/updateModel.html",
  "schemas/index.html",
  "schemas/TrainingParameters.html",
  "guides/client.html",
];

/** A field of Scenario's own reference page. */
export interface FieldFact {
  in: "path" | "query" | "body" | "response";
  path: string;
  /** Such as `string`, `object[]` or `map<unknown>`. */
  type: string;
  required?: true;
  nullable?: true;
  /** The values of an enumeration. */
  enum?: (string | number)[];
  /** The names of what it is only for. */
  availableFor?: string[];
}

const pageFacts: { operations: [{ fields: FieldFact[] }] } = JSON.parse(
  readFileSync(join(root, "spec/page-facts.json"), "utf8"),
);
export const facts = pageFacts.operations[0].fields;

/** The id of a field in the page of its operation. */
export const idOf = ({ in: place, path }: FieldFact) => `${place}.${path}`;

/** The spec as it is written. */
export const spec: OpenApiDocument = parse(siteFiles.get("openapi.yaml") ?? "");
