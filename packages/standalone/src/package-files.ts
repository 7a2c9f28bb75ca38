import { readFile } from "node:fs/promises";
import { dirname, join, posix, relative, resolve, sep } from "node:path";
import { packageSources, packageWorkflow, shellWord } from "@repo/codegen";
import { root } from "@repo/commands";
import type { OpenApiDocument, Warning } from "@repo/openapi";
import { namesOf, type Settings } from "@repo/settings";
import { manifestOf } from "./manifest.ts";
import { readmeOf, type Upkeep } from "./readme.ts";

/** The sources of the client, whose runtime every package carries. */
const CLIENT = join(root, "packages/client/src");

/** openapi-fetch's types of its CommonJS name only the default export. Those of its ES module name what both have. */
const NAMED_EXPORTS = { "openapi-fetch": ["./node_modules/openapi-fetch/dist/index.d.mts"] };

/** What a package is made of besides its description. */
export interface PackageOptions {
  /** The file of the description. */
  spec: string;
  /** The folder of the package. */
  out: string;
  /** The overlays that were applied to the description, in their order. */
  overlays?: readonly string[];
  /** The folder that holds all files of the description, if it is not the folder of `spec`. */
  root?: string;
  /** The file of the settings, if there is one. */
  config?: string;
  /** The name of the package. Default: from the settings, or from the title of the description. */
  name?: string;
  /** Whether the package has reference pages. Default: true. */
  pages?: boolean;
}

/**
 * All files of a package with the client of a description, by path from its folder.
 *
 * @param settings of the description
 */
export async function packageFiles(
  document: OpenApiDocument,
  settings: Settings,
  options: PackageOptions,
): Promise<{ files: Map<string, string>; warnings: readonly Warning[] }> {
  const { spec, name = namesOf(document, settings).package } = options;
  const { files: sources, warnings } = await packageSources(document, spec, settings, name);
  const copied = await modulesReached(sources);
  const files = new Map([
    ["package.json", await manifestOf(document, name)],
    ["README.md", readmeOf(document, settings, name, new Map([...sources, ...copied]), upkeepOf(options))],
    ["tsconfig.json", configOf("esm", { module: "nodenext", moduleResolution: "nodenext" })],
    ["tsconfig.cjs.json", configOf("cjs", { module: "commonjs", moduleResolution: "bundler", paths: NAMED_EXPORTS })],
    // Files with other ends of lines would count as changed by hand.
    [".gitattributes", "* text=auto eol=lf\n"],
    [".gitignore", "node_modules/\n/esm/\n/cjs/*\n!/cjs/package.json\n"],
    ["cjs/package.json", json({ type: "commonjs" })],
    // For tools that do not know `exports`.
    ["validate/package.json", json({ main: "../cjs/validators.gen.js", types: "../cjs/validators.gen.d.ts" })],
    ...[...sources, ...copied].map(([path, code]): [string, string] => [`src/${path}`, code]),
  ]);
  return { files, warnings };
}

/** How the package is written again, and the workflow that checks that it was. */
function upkeepOf({ spec, out, overlays = [], root: around, config, name, pages = true }: PackageOptions): Upkeep {
  const files = [spec, ...overlays, ...(config === undefined ? [] : [config])].map((file) => dirname(resolve(file)));
  const top = commonFolder([
    ...files,
    ...[out, ...(around === undefined ? [] : [around])].map((path) => resolve(path)),
  ]);
  const optionsFrom = (folder: string): string[] => {
    const path = (to: string) => relative(folder, resolve(to)).replaceAll(sep, "/") || ".";
    return [
      ...["--spec", path(spec), "--out", path(out)],
      ...overlays.flatMap((overlay) => ["--overlay", path(overlay)]),
      ...(around === undefined ? [] : ["--root", path(around)]),
      ...(config === undefined ? [] : ["--config", path(config)]),
      ...(name === undefined ? [] : ["--name", name]),
      ...(pages ? [] : ["--only", "package"]),
    ];
  };
  const folder = relative(top, resolve(out)).replaceAll(sep, "/") || ".";
  const generator = { repository: "OWNER/GENERATOR", ref: "COMMIT" };
  return {
    pages,
    command: `pnpm generate ${optionsFrom(top).map(shellWord).join(" ")}`,
    workflow: packageWorkflow({ folder, options: optionsFrom(join(top, ".generator")), generator }),
  };
}

/** The folder that holds all of these. */
function commonFolder([first = "", ...others]: string[]): string {
  const contains = (folder: string) => others.every((other) => other === folder || other.startsWith(folder + sep));
  let folder = first;
  while (!contains(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** The modules of the client that generated ones import, and those that these import, as they are there. */
async function modulesReached(sources: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const visit = async (path: string, code: string): Promise<void> => {
    for (const [, relative = ""] of code.matchAll(/^(?:(?:import|export) .*|\}) from "(\.[^"]+)";$/gm)) {
      const target = posix.join(dirname(path), relative);
      if (sources.has(target) || found.has(target)) continue;
      const text = await readFile(join(CLIENT, target), "utf8");
      found.set(target, text);
      await visit(target, text);
    }
  };
  for (const [path, code] of sources) await visit(path, code);
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function configOf(folder: string, module: object): string {
  return json({
    compilerOptions: {
      target: "es2022",
      lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable"],
      types: [],
      ...module,
      rootDir: "src",
      outDir: folder,
      declaration: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      rewriteRelativeImportExtensions: true,
      skipLibCheck: true,
    },
    include: ["src"],
  });
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
