import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a page that updates one model would ship: one minified module for browsers, from a folder of programs. */
export async function bundle(folder: string, program: string, alias: Record<string, string> = {}): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: updateOneModel(program), resolveDir: folder, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    alias,
    write: false,
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`esbuild made nothing of ${program}`);
  return output.contents;
}

/** The size of a bundle as it travels, in bytes. */
export function gzippedSize(bundle: Uint8Array): number {
  return gzipSync(bundle, { level: 9 }).length;
}

function updateOneModel(program: string): string {
  return `
    import { connect } from "./${program}.mts";
    const update = connect({ baseUrl: "https://sandbox.invalid/v1", apiKey: "key", apiSecret: "secret" });
    const model = await update("model_eyVcnFJcR92BxBkz7N6g5w", { name: "Cinematic Realism" });
    console.log(model.name);
  `;
}
