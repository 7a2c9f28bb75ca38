import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ComposerServer } from "@repo/settings";
import { type BuildOptions, build } from "esbuild";
import type { Assets } from "./html/context.ts";
import { type Logo, logoStyle } from "./logo.ts";
import { isLocal } from "./model/local.ts";
import type { SearchRecord } from "./search/records.ts";

/** A function that returns the problems of a request. */
export interface Validator {
  /** The module that exports it, as this package would import it. */
  module: string;
  /** Its name. */
  name: string;
}

/** The folder of the style sheets and scripts. This module is bundled into dist/, beside src/. */
const source = fileURLToPath(new URL("../src", import.meta.url));

/** The style sheet and the scripts of the pages, and what the pages need to know to load them. */
export async function assetFiles(options: {
  validators?: Readonly<Record<string, Validator>>;
  development?: string;
  composerServers?: readonly ComposerServer[];
  logo?: Logo;
  /** What the search finds. */
  records?: readonly SearchRecord[];
}): Promise<{ files: Map<string, string>; assets: Assets }> {
  const { validators = {}, development, composerServers = [], logo } = options;
  const records = `globalThis.searchRecords=${JSON.stringify(options.records ?? [])}`;
  const [sheet, page, composer, search, themeScript, icon] = await Promise.all([
    entry("styles/site.css"),
    entry("browser/page.ts"),
    entry("browser/composer/main.ts"),
    entry("browser/search-finder.ts"),
    entry("browser/theme-first.ts"),
    readFile(join(source, "styles/icon.svg"), "utf8"),
  ]);
  const style = logo ? sheet + logoStyle(logo) : sheet;
  const files = new Map([
    ["assets/site.css", style],
    ["assets/site.js", page],
    ["assets/composer.js", composer],
    ["assets/search.js", search],
    ["assets/search-records.js", records],
    ["assets/icon.svg", icon],
  ]);
  const validatorOf = new Map<string, string>();
  for (const [operation, { module, name }] of Object.entries(validators)) {
    const contents = `import { ${name} } from ${JSON.stringify(module)};\nglobalThis.validateRequest = ${name};`;
    const code = await bundled({ stdin: { contents, resolveDir: source } });
    files.set(`assets/${name}.js`, code);
    validatorOf.set(operation, versioned(`${name}.js`, code));
  }
  const assets: Assets = {
    style: versioned("site.css", style),
    script: versioned("site.js", page),
    composer: versioned("composer.js", composer),
    search: versioned("search.js", search),
    searchRecords: versioned("search-records.js", records),
    validatorOf,
    themeScript,
    policy: policy(
      [themeScript, ...(development ? [development] : [])],
      composerServers.map(({ url }) => new URL(url)),
    ),
    ...(development && { development }),
  };
  return { files, assets };
}

/** The package's own sources do not change while a process runs. */
const entries = new Map<string, Promise<string>>();

function entry(path: string): Promise<string> {
  const known = entries.get(path) ?? bundled({ entryPoints: [join(source, path)] });
  entries.set(path, known);
  return known;
}

async function bundled(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: ["chrome123", "firefox128", "safari17.5"],
    legalComments: "none",
    logLevel: "silent",
    ...options,
  });
  return outputFiles?.[0]?.text.trim() ?? "";
}

/** The name with a hash of the content, so that browsers do not use an old version from their cache. */
function versioned(name: string, content: string): string {
  return `${name}?v=${createHash("sha256").update(content).digest("hex").slice(0, 8)}`;
}

/**
 * The Content-Security-Policy of the pages. It permits the site's own scripts, the given inline scripts, and connections to
 * the site itself and to the composer's servers. If one of these is on this machine, any port is permitted, as a sandbox can
 * listen on another one.
 */
function policy(inline: string[], servers: URL[]): string {
  const isHere = servers.some(({ hostname }) => isLocal(hostname));
  const origins = servers.filter(({ hostname }) => !isLocal(hostname)).map(({ origin }) => origin);
  const here = isHere ? ["http://localhost:*", "http://127.0.0.1:*"] : [];
  const hashes = inline.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes.join(" ")}`,
    "style-src 'self'",
    "img-src 'self' data:",
    ["connect-src 'self'", ...new Set([...here, ...origins])].join(" "),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
