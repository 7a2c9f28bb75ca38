import { defineConfig } from "vitest/config";

// The tests of the machinery; each package has its own.
export default defineConfig({
  // Two at a time where a test file says that its tests may overlap: each of them starts processes.
  test: { include: ["scripts/tests/**/*.test.ts"], testTimeout: 60_000, maxConcurrency: 2 },
});
