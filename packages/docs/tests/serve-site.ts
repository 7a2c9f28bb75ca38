import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { contentType } from "../../../scripts/docs/content-type.ts";
import { type Listening, listen } from "../../../scripts/docs/listen.ts";

/** The built site, as `pnpm docs:build` leaves it. */
export const siteFolder = fileURLToPath(new URL("../dist/", import.meta.url));

/** The built site on a free port of this machine. */
export function serveSite(): Promise<Listening> {
  const onFound = (path: string, context: { header(name: string, value: string): void }) =>
    context.header("Content-Type", contentType(path));
  return listen(new Hono().use("*", serveStatic({ root: siteFolder, onFound })), 0);
}

/** The files of the built site by their path, in which `/` separates folders. What is not text is left out. */
export async function readSite(): Promise<Map<string, string>> {
  const names = await readdir(siteFolder, { recursive: true });
  const texts = names
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /\.(html|md|txt|xml|js|css|svg|json|yaml)$/.test(name));
  return new Map(
    await Promise.all(texts.map(async (name) => [name, await readFile(join(siteFolder, name), "utf8")] as const)),
  );
}

/** The pages of a site, in the order of their paths. The explorer is another program's page, with a test of its own. */
export function pagesOf(files: ReadonlyMap<string, string>): string[] {
  return [...files.keys()].filter((path) => path.endsWith(".html") && !path.startsWith("explorer/")).sort();
}
