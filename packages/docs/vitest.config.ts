import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        extends: "../../vitest.config.ts",
        root: import.meta.dirname,
        // One process with one browser for all files: loading both anew for each file takes longer than its tests.
        test: { name: "docs", globalSetup: "./tests/setup.ts", isolate: false },
      },
    ],
  },
});
