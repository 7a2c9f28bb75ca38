import { defineConfig } from "vitest/config";

// The tests of the machinery; each package has its own.
export default defineConfig({
  test: { include: ["scripts/tests/**/*.test.ts"], testTimeout: 60_000 },
});
