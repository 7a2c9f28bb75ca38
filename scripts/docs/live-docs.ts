import { readFile } from "node:fs/promises";
import type { Hono } from "hono";
import { Hono as App } from "hono";
import { streamSSE } from "hono/streaming";
import type { SiteFiles } from "../../packages/docs/src/site-files.ts";
import { explorerPage } from "../generate/explorer.ts";
import { houseSite } from "../generate/house-site.ts";
import { sitePages } from "../generate/site.ts";
import type { OpenApiDocument } from "../spec/openapi-document.ts";
import { contentType } from "./content-type.ts";

/** Where a page hears that there is a new one, and the script that listens. */
const RELOAD = "/-reload";
const RELOAD_SCRIPT = `new EventSource("${RELOAD}").addEventListener("reload",()=>location.reload())`;

/** The reference as it is now, served from memory, and the pages that are open reloaded with each new one. */
export interface LiveDocs {
  app: Hono;
  /** Makes the pages of a description and reloads what is open. Returns the time that it took, in milliseconds. */
  show(document: OpenApiDocument, specFile: string): Promise<number>;
}

export function liveDocs(): LiveDocs {
  let current: { document: OpenApiDocument; yaml: string; files: SiteFiles } | undefined;
  let search: Promise<SiteFiles> | undefined;
  let explorer: Promise<string> | undefined;
  const listeners = new Set<() => void>();

  async function show(document: OpenApiDocument, specFile: string): Promise<number> {
    const begun = performance.now();
    const yaml = await readFile(specFile, "utf8");
    const settings = { ...(await houseSite()), yaml, development: RELOAD_SCRIPT, search: false };
    current = { document, yaml, files: await sitePages(document, settings) };
    search = undefined;
    explorer = undefined;
    for (const reload of listeners) reload();
    return performance.now() - begun;
  }

  /** The search and the explorer take longer than all the rest: they are made when somebody asks for them. */
  async function fileAt(path: string): Promise<string | Uint8Array | undefined> {
    if (!current) return undefined;
    const { document, files } = current;
    if (path === "explorer/index.html") {
      explorer ??= explorerPage(document);
      return await explorer;
    }
    if (path.startsWith("pagefind/")) {
      search ??= houseSite().then((settings) => sitePages(document, settings));
      return (await search).get(path);
    }
    return files.get(path);
  }

  const app = new App()
    .get(RELOAD, (context) =>
      streamSSE(context, async (stream) => {
        const reload = () => void stream.writeSSE({ event: "reload", data: "" });
        listeners.add(reload);
        await new Promise<void>((resolve) => stream.onAbort(resolve));
        listeners.delete(reload);
      }),
    )
    .get("*", async (context) => {
      const asked = decodeURIComponent(context.req.path).slice(1);
      const path = asked === "" || asked.endsWith("/") ? `${asked}index.html` : asked;
      const content = await fileAt(path);
      if (content === undefined) return context.text(`There is no page ${path}`, 404);
      const body = typeof content === "string" ? content : Uint8Array.from(content);
      return context.body(body, 200, { "Content-Type": contentType(path), "Cache-Control": "no-store" });
    });
  return { app, show };
}
