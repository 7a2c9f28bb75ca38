import { rm } from "node:fs/promises";
import { program, run } from "@repo/commands";

await run(
  program("build", "Compile this package, whose pages are TSX, into dist/, so that Node can load it.").action(
    async () => {
      const { build } = await import("esbuild");
      await rm("dist", { recursive: true, force: true });
      await build({
        entryPoints: ["src/index.ts"],
        outdir: "dist",
        bundle: true,
        packages: "external",
        platform: "node",
        format: "esm",
        target: "node24",
        jsx: "automatic",
        jsxImportSource: "preact",
        sourcemap: true,
      });
    },
  ),
);
