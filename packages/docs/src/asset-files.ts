import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import type { Assets } from "./html/layout.tsx";
import type { SiteFiles } from "./site-files.ts";

/** A module that exports a function from a request to its problems. */
export interface Validator {
  /** As an import would name it, from this package. */
  module: string;
  /** The name of the function. */
  name: string;
}

const STYLES = ["tokens", "base", "layout", "reference", "composer", "search", "print"];

/** The style sheet and the scripts of the pages, and what a page must say to load them. */
export async function assetFiles(options: {
  source: string;
  validators?: Readonly<Record<string, Validator>>;
  development?: string;
}): Promise<{ files: SiteFiles; assets: Assets }> {
  const { source, validators = {}, development } = options;
  const script = (entry: string) => bundled({ entryPoints: [join(source, "browser", entry)] });
  const [style, page, composer, first, icon, ...validatorScripts] = await Promise.all([
    bundled({
      stdin: {
        contents: STYLES.map((name) => `@import "./styles/${name}.css";`).join("\n"),
        loader: "css",
        resolveDir: source,
      },
    }),
    script("page.ts"),
    script("composer/main.ts"),
    script("theme-first.ts"),
    readFile(join(source, "styles/icon.svg"), "utf8"),
    ...Object.values(validators).map(({ module, name }) =>
      bundled({
        stdin: {
          contents: `import { ${name} } from ${JSON.stringify(module)};\nglobalThis.validateRequest = ${name};`,
          resolveDir: source,
        },
      }),
    ),
  ]);
  const files: SiteFiles = new Map([
    ["assets/site.css", style],
    ["assets/site.js", page],
    ["assets/composer.js", composer],
    ["assets/icon.svg", icon],
  ]);
  const validatorOf = new Map<string, string>();
  for (const [index, operation] of Object.keys(validators).entries()) {
    const code = validatorScripts[index] ?? "";
    files.set(`assets/validate-${operation}.js`, code);
    validatorOf.set(operation, versioned(`validate-${operation}.js`, code));
  }
  const assets: Assets = {
    style: versioned("site.css", style),
    script: versioned("site.js", page),
    composer: versioned("composer.js", composer),
    validatorOf,
    themeScript: first,
    policy: policy([first, ...(development ? [development] : [])]),
    ...(development && { development }),
  };
  return { files, assets };
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

/** A new content has a new address, so that a browser keeps no old one. */
function versioned(name: string, content: string): string {
  return `${name}?v=${createHash("sha256").update(content).digest("hex").slice(0, 8)}`;
}

/**
 * What the pages may do: run their own scripts and those in them whose hash stands here, compile the search (which is
 * WebAssembly), and connect to where they come from and to this machine, for the sandbox.
 */
function policy(inline: string[]): string {
  const hashes = inline.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${hashes.join(" ")}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "worker-src 'self'",
    "connect-src 'self' http://localhost:* http://127.0.0.1:*",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
