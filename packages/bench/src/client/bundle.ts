import { join } from "node:path";
import { build } from "esbuild";

export const programs = join(import.meta.dirname, "programs");

/** What a web page that updates one model ships: one minified module. */
export async function bundle(program: string, folder = programs): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: updateOneModel(program), resolveDir: folder, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`esbuild returned no bundle of ${program}`);
  return output.contents;
}

function updateOneModel(program: string): string {
  return `
    import { connect } from "./${program}.mts";
    const update = connect({ baseUrl: "https://sandbox.invalid/v1", apiKey: "key", apiSecret: "secret" });
    const model = await update("model_eyVcnFJcR92BxBkz7N6g5w", { name: "Cinematic Realism" });
    console.log(model.name);
  `;
}
