import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../../root.ts";
import { specFile } from "../../spec-document.ts";
import type { Command } from "./run-timed.ts";

export type CommandName =
  | "cold"
  | "uncompiled"
  | "cached"
  | "npx"
  | "whole"
  | "openapi-typescript"
  | "redocly lint"
  | "spectral lint"
  | "redocly build-docs"
  | "types and client"
  | "hey-api"
  | "orval"
  | "openapi-typescript alone";

/** What the four command lines do one after another. */
export const fourTools: readonly CommandName[] = [
  "openapi-typescript",
  "redocly lint",
  "spectral lint",
  "redocly build-docs",
];

/** What each row of the table runs. Those that write do so into `out`; those of this project, where they belong. */
export function commandsOf(peers: string, out: string): Record<CommandName, Command> {
  const node = (path: string, ...args: string[]): Command => ({ args: [process.execPath, path, ...args] });
  const script = (name: string, ...args: string[]) => node(join(root, "scripts", name), ...args);
  const tool = (path: string, ...args: string[]) => node(join(root, "node_modules", path), ...args);
  const peer = (path: string, ...args: string[]) => node(join(peers, path), ...args);
  const redocly = "@redocly/cli/bin/cli.js";
  const compiled = "openapi-typescript/bin/cli.js";
  return {
    cold: { args: [...pnpm(), "generate"], env: { TURBO_FORCE: "true" } },
    uncompiled: { ...script("generate-files.ts"), env: { NODE_DISABLE_COMPILE_CACHE: "1" } },
    cached: { args: [...pnpm(), "generate"] },
    npx: { args: ["npx", "-y", `pnpm@${version()}`, "generate"] },
    whole: script("bench/generate/all-at-once.ts", join(out, "whole")),
    "openapi-typescript": tool(compiled, specFile, "--output", join(out, "four.ts")),
    "redocly lint": tool(redocly, "lint", specFile, "--config", join(root, "spec/redocly.yaml")),
    "spectral lint": tool(
      "@stoplight/spectral-cli/dist/index.js",
      "lint",
      specFile,
      "--ruleset",
      join(root, "spec/spectral.yaml"),
    ),
    "redocly build-docs": tool(redocly, "build-docs", specFile, "--inlineBundle", "--output", join(out, "four.html")),
    "types and client": script("generate-files.ts"),
    "hey-api": peer("@hey-api/openapi-ts/bin/run.js", "-i", specFile, "-o", join(out, "hey-api"), "--no-log-file"),
    orval: peer("orval/dist/bin/orval.mjs", "-i", specFile, "-o", join(out, "orval/api.ts"), "--client", "fetch"),
    "openapi-typescript alone": peer(compiled, specFile, "--output", join(out, "alone.ts")),
  };
}

/** The pnpm that runs this, without npx. */
function pnpm(): [string, ...string[]] {
  const path = process.env["npm_execpath"];
  if (!path || !/pnpm/.test(path)) return ["pnpm"];
  return /\.[cm]?js$/.test(path) ? [process.execPath, path] : [path];
}

function version(): string {
  const { packageManager }: { packageManager: string } = createRequire(import.meta.url)(join(root, "package.json"));
  return packageManager.replace("pnpm@", "");
}
