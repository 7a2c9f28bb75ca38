import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

test.each(["{ validateUpdateModel }", "{ updateModelBody }"])(
  "%s has at most 7,500 bytes, minified and gzipped",
  async (names) => {
    const { outputFiles } = await build({
      stdin: {
        contents: `export ${names} from "@scenario-openapi/client/validate";`,
        resolveDir: import.meta.dirname,
      },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "neutral",
      write: false,
    });
    expect(gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length).toBeLessThanOrEqual(7_500);
  },
);
