import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@repo/openapi";
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

/** A page of each kind: the largest. */
export const mainPages = [
  "index.html",
  largest(/^operations\//),
  "schemas/index.html",
  largest(/^schemas\/(?!index)/),
  largest(/^guides\//),
].filter((path) => path !== undefined);

function largest(kind: RegExp): string | undefined {
  const size = (path: string) => siteFiles.get(path)?.length ?? 0;
  return pages.filter((path) => kind.test(path)).toSorted((a, b) => size(b) - size(a))[0];
}

/** The spec as it is written. */
export const spec: OpenApiDocument = parse(siteFiles.get("openapi.yaml") ?? "");
