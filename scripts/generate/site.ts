import { createHash } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { SampleSecurity } from "../../packages/docs/src/model/site.ts";
import type { SiteFiles, SiteFilesOptions } from "../../packages/docs/src/site-files.ts";
import { root } from "../root.ts";
import type { OpenApiDocument } from "../spec/openapi-document.ts";
import { explorerPage } from "./explorer.ts";
import { readIfThere } from "./write-files.ts";

const source = join(root, "packages/docs/src");
/** Within the package, so that what the bundle imports is found. */
const cache = join(root, "packages/docs/node_modules/.cache");

/** What to make a site of beside the description. */
export type SiteSettings = Omit<SiteFilesOptions, "source">;

/** A description that has no package of its own: its samples call the client that was generated beside its pages. */
export function siteElsewhere(): SiteSettings {
  return {
    address: siteAddress(),
    client: ({ server, security }) => {
      const header = authorizationHeader(security);
      return {
        constant: "client",
        setup: [
          'import { createClient } from "@scenario-openapi/client";',
          'import { type OperationMethods, operations } from "./operations.gen.ts";',
          'import type { paths } from "./schema.gen.ts";',
          "",
          "const client = createClient<paths, OperationMethods>(operations, {",
          `  baseUrl: ${JSON.stringify(server)},`,
          ...(header ? [`  headers: { ${header} },`] : []),
          "});",
        ],
      };
    },
  };
}

/** What proves who calls, as a property of the headers; undefined where no header does. */
function authorizationHeader(security: SampleSecurity): string | undefined {
  const variable = (name: string) => `\${process.env["${name}"]}`;
  switch (security.kind) {
    case "basic":
      return `Authorization: \`Basic \${btoa(\`${variable(security.user)}:${variable(security.password)}\`)}\``;
    case "bearer":
      return `Authorization: \`Bearer ${variable(security.token)}\``;
    case "apiKey":
      return security.place === "header"
        ? `${JSON.stringify(security.name)}: \`${variable(security.token)}\``
        : undefined;
    default:
      return undefined;
  }
}

/** Where sites stand unless DOCS_ADDRESS says otherwise: where `pnpm docs:preview` serves them. */
const ADDRESS = "http://127.0.0.1:4020/";

/** Where the site will stand, with a slash at the end. */
export function siteAddress(): string {
  const text = process.env["DOCS_ADDRESS"] || ADDRESS;
  if (!URL.canParse(text))
    throw new Error(`DOCS_ADDRESS must be a whole address, such as https://docs.example/: ${text}`);
  return text.endsWith("/") ? text : `${text}/`;
}

/** All files of a site: its pages and the explorer. */
export async function completeSite(document: OpenApiDocument, settings: SiteSettings): Promise<SiteFiles> {
  const [files, explorer] = await Promise.all([sitePages(document, settings), explorerPage(document)]);
  return files.set("explorer/index.html", explorer);
}

/** The pages of a description, all but the explorer. */
export async function sitePages(document: OpenApiDocument, settings: SiteSettings): Promise<SiteFiles> {
  const { siteFiles } = await loadSite();
  return siteFiles(document, { ...settings, source });
}

/**
 * The module that makes the pages. It is bundled each time, as Node reads no JSX: that takes some 30 ms, and a change of
 * a component shows in a process that goes on.
 */
async function loadSite(): Promise<typeof import("../../packages/docs/src/site-files.ts")> {
  const { outputFiles } = await build({
    entryPoints: [join(source, "site-files.ts")],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node24",
    packages: "external",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "silent",
  });
  const code = outputFiles[0]?.text ?? "";
  const file = join(cache, `site-${createHash("sha256").update(code).digest("hex").slice(0, 16)}.mjs`);
  await mkdir(cache, { recursive: true });
  if ((await readIfThere(file)) !== code) {
    // Another process may be about to read the same file.
    const staged = `${file}.${process.pid}.tmp`;
    await writeFile(staged, code);
    await rename(staged, file);
  }
  return import(pathToFileURL(file).href);
}
