// The programs of constructs.test.ts under the other compilers.
import { afterAll, beforeAll, expect, it } from "vitest";
import { versions } from "../compilers.ts";
import { compile, createProject } from "./constructs.ts";

let project: Awaited<ReturnType<typeof createProject>>;
beforeAll(async () => {
  project = await createProject();
});
afterAll(() => project?.remove());

it.each(versions)("TypeScript %s compiles all programs", async (version) => {
  expect(await compile(project.folder, version)).toBe("");
});
