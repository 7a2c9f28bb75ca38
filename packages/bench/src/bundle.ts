import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a web page ships that runs a program. */
export interface Bundle {
  /** Its bytes, minified and gzipped. */
  size: number;
  /** The paths of the modules that something in it comes from. */
  modules: string[];
}

/** @param folder what the program's imports start from */
export async function bundle(program: string, folder: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: folder, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    metafile: true,
  });
  const [output] = outputFiles;
  if (!output) throw new Error("esbuild returned no bundle");
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const modules = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  return { size: gzipSync(output.contents, { level: 9 }).length, modules };
}
