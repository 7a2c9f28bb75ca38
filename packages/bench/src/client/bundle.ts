import { join } from "node:path";
import { build } from "esbuild";

export const programs = join(import.meta.dirname, "programs");

/** What a web page that updates one model ships. */
export interface Bundle {
  /** One minified module. */
  code: Uint8Array;
  /** The paths of the modules that something in it comes from. */
  modules: string[];
}

export async function bundle(program: string, folder = programs): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: updateOneModel(program), resolveDir: folder, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    metafile: true,
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`esbuild returned no bundle of ${program}`);
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const modules = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  return { code: output.contents, modules };
}

function updateOneModel(program: string): string {
  return `
    import { connect } from "./${program}.mts";
    const update = connect({ baseUrl: "https://sandbox.invalid/v1", apiKey: "key", apiSecret: "secret" });
    const model = await update("model_eyVcnFJcR92BxBkz7N6g5w", { name: "Cinematic Realism" });
    console.log(model.name);
  `;
}
