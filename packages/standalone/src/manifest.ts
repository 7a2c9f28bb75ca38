import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@repo/commands";
import type { OpenApiDocument } from "@repo/openapi";
import { parse } from "yaml";

/** The manifest of a package: ES modules and CommonJS, built by the compiler alone. */
export async function manifestOf({ info }: OpenApiDocument, name: string): Promise<string> {
  // The versions that the client of this repository is tested with.
  const { catalog }: { catalog: Record<string, string> } = parse(
    await readFile(join(root, "pnpm-workspace.yaml"), "utf8"),
  );
  const pinned = (...names: string[]) => Object.fromEntries(names.map((each) => [each, catalog[each]]));
  const entry = (module: string) => ({
    import: { types: `./esm/${module}.gen.d.ts`, default: `./esm/${module}.gen.js` },
    require: { types: `./cjs/${module}.gen.d.ts`, default: `./cjs/${module}.gen.js` },
  });
  const manifest = {
    name,
    version: "0.1.0",
    description: `A typed client of ${info.title.trim().replace(/\s+/g, " ")}, generated from its OpenAPI description.`,
    type: "module",
    main: "./cjs/index.gen.js",
    types: "./cjs/index.gen.d.ts",
    exports: { ".": entry("index"), "./validate": entry("validators"), "./package.json": "./package.json" },
    files: ["esm", "cjs", "validate"],
    sideEffects: false,
    engines: { node: ">=20.19" },
    scripts: { build: "tsc -p tsconfig.json && tsc -p tsconfig.cjs.json", prepack: "npm run build" },
    dependencies: pinned("openapi-fetch", "openapi-typescript-helpers"),
    devDependencies: pinned("typescript"),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
