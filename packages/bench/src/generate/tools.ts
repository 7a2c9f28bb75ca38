import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { houseRules, root } from "@repo/commands";

/** Keeps the tools from reporting and asking over the network. */
export const quiet = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };

/** The arguments with which Node runs a tool on a description. The tool writes into `folder`. */
export type Tool = (file: string, folder: string) => string[];

const redocly = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));

/** `redocly build-docs`, with its script in the page. */
export const redoclyDocs: Tool = (file, folder) => [
  redocly,
  "build-docs",
  file,
  "--inlineBundle",
  "-o",
  join(folder, "index.html"),
];

/**
 * What this project generates is compared with.
 *
 * @param peers the `node_modules` with those that only the benchmarks install
 */
export function toolsIn(peers: string) {
  const spectral = dirname(fileURLToPath(import.meta.resolve("@stoplight/spectral-cli/package.json")));
  return {
    openapiTypescript: (file, folder) => [
      join(peers, "openapi-typescript/bin/cli.js"),
      file,
      "-o",
      join(folder, "types.ts"),
    ],
    heyApi: (file, folder) => [
      join(peers, "@hey-api/openapi-ts/bin/run.js"),
      "-i",
      file,
      "-o",
      folder,
      "--no-log-file",
    ],
    redoclyClient: (file, folder) => [redocly, "generate-client", file, "-o", join(folder, "client.ts")],
    redoclyDocs,
    redoclyLint: (file) => [redocly, "lint", file, "--config", houseRules.redocly],
    spectralLint: (file) => [join(spectral, "dist/index.js"), "lint", file, "--ruleset", houseRules.spectral],
  } satisfies Record<string, Tool>;
}

/** `pnpm generate --spec`, without the start of pnpm. */
export function generateOnly(part: "package" | "site"): Tool {
  return (file, folder) => [join(root, "scripts/generate.ts"), "--spec", file, "--out", folder, "--only", part];
}
