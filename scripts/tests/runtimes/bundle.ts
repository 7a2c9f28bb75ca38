import { join } from "node:path";
import { pathToFileURL } from "node:url";

type Build = (options: Readonly<Record<string, unknown>>) => Promise<{ outputFiles: { text: string }[] }>;

/**
 * Bundles a program as the tools of its platform do.
 *
 * @param installation holds esbuild
 * @param conditions of the packages' exports, beside `import` and `default`
 */
export async function bundle(installation: string, program: string, conditions: string[]): Promise<string> {
  const esbuild = pathToFileURL(join(installation, "node_modules/esbuild/lib/main.js")).href;
  const { build } = (await import(esbuild)) as { build: Build };
  const { outputFiles } = await build({
    entryPoints: [program],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    conditions,
    external: ["cloudflare:*"],
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}
