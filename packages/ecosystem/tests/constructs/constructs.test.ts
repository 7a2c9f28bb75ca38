// What a generated client sends, returns and compiles, for one description of each construct.
import { afterAll, beforeAll, expect, it } from "vitest";
import { compile, constructs, createProject, runAll } from "./constructs.ts";

let project: Awaited<ReturnType<typeof createProject>>;
let outcomes: Awaited<ReturnType<typeof runAll>>;
beforeAll(async () => {
  project = await createProject();
  outcomes = await runAll(project.folder);
});
afterAll(() => project?.remove());

it("all programs compile, but for what they say is wrong", async () => {
  expect(await compile(project.folder, "7.0")).toBe("");
});

it.each(constructs)("%s", (name) => {
  expect(outcomes[name]).toBe("");
});
