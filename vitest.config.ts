import { defineConfig } from "vitest/config";

/** Shared by all packages. `--mode soak` runs the long tests, `*.soak.ts`, instead of `*.test.ts`. */
export default defineConfig(({ mode }) => ({
  test: {
    include: [mode === "soak" ? "tests/**/*.soak.ts" : "tests/**/*.test.ts"],
    // Only something that hangs takes so long: no test fails because the machine is busy.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
}));
