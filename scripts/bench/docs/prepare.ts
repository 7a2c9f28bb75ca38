import { existsSync } from "node:fs";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readSpecOrExit, specFile } from "../../spec-document.ts";
import { addresses, type ContenderKey } from "./contenders.ts";
import { buildWithRedocly } from "./measure-builds.ts";

/** A reference, ready to be served. */
export interface Reference {
  folder: string;
  /** Files that its page loads from another host, by address: here they come from this machine. */
  elsewhere: ReadonlyMap<string, Buffer>;
}

const require = createRequire(import.meta.url);

/**
 * Makes the references of others from the same description, each in a folder of its own below an empty one.
 *
 * @throws where this site is not in the folder `ours`
 */
export async function prepare(folder: string, ours: string, peers: string): Promise<Record<ContenderKey, Reference>> {
  const json = JSON.stringify(await readSpecOrExit(specFile, "structure"), null, 2);
  const swaggerUi = join(peers, "swagger-ui-dist");
  const scalar = join(peers, "@scalar/api-reference/dist/browser");
  const [redocInline, redocDefault] = [join(folder, "redoc-inline"), join(folder, "redoc-default")];
  for (const made of [redocInline, redocDefault]) await mkdir(made);
  await buildWithRedocly(specFile, join(redocInline, "index.html"), ["--inlineBundle"]);
  await buildWithRedocly(specFile, join(redocDefault, "index.html"));

  if (!existsSync(join(ours, addresses.ours.operation)))
    throw new Error(`${ours} has no ${addresses.ours.operation}: run \`pnpm docs:build\``);
  return {
    ours: { folder: ours, elsewhere: new Map() },
    redocInline: { folder: redocInline, elsewhere: new Map() },
    redocDefault: { folder: redocDefault, elsewhere: await redocFromItsCdn(redocDefault) },
    scalar: await beside(join(folder, "scalar"), json, scalar, ["standalone.js"], {
      "index.html": scalarPage,
    }),
    swagger: await beside(join(folder, "swagger"), json, swaggerUi, swaggerFiles, {
      "swagger-initializer.js": await swaggerInitializer(swaggerUi),
    }),
  };
}

/** The page that Scalar's documentation has for one HTML file, with its script beside it. */
const scalarPage = `<!doctype html>
<html lang="en">
  <head>
    <title>Scalar API Reference</title>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
  </head>
  <body>
    <div id="app"></div>
    <script src="standalone.js"></script>
    <script>
      Scalar.createApiReference("#app", { url: "openapi.json" });
    </script>
  </body>
</html>
`;

/** What Swagger UI's own page loads. */
const swaggerFiles = [
  "index.html",
  "index.css",
  "swagger-ui.css",
  "swagger-ui-bundle.js",
  "swagger-ui-standalone-preset.js",
  "favicon-16x16.png",
  "favicon-32x32.png",
];

async function swaggerInitializer(swaggerUi: string): Promise<string> {
  const initializer = await readFile(join(swaggerUi, "swagger-initializer.js"), "utf8");
  const mine = initializer.replace(/url: "[^"]*"/, 'url: "openapi.json"');
  if (mine === initializer) throw new Error("swagger-initializer.js of swagger-ui-dist has no url to set");
  return mine;
}

/** A tool's files, the description and a page that shows it. */
async function beside(
  folder: string,
  json: string,
  from: string,
  files: readonly string[],
  written: Record<string, string>,
): Promise<Reference> {
  await mkdir(folder);
  for (const file of files) await cp(join(from, file), join(folder, file));
  for (const [file, text] of Object.entries({ ...written, "openapi.json": json }))
    await writeFile(join(folder, file), text);
  return { folder, elsewhere: new Map() };
}

/**
 * The script that the default page loads from a CDN. The command carries the same file, for `--inlineBundle`; the page
 * gives its hash, so that a browser refuses any other.
 */
async function redocFromItsCdn(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const page = await readFile(join(folder, "index.html"), "utf8");
  const [address] = /https:\/\/[^"]+\/redoc\.standalone\.js/.exec(page) ?? [];
  if (!address || !page.includes("integrity=")) throw new Error("The default page of Redocly loads no known script");
  const cli = dirname(require.resolve("@redocly/cli/package.json"));
  return new Map([[address, await readFile(join(cli, "lib/chunks/redoc.standalone.js"))]]);
}
