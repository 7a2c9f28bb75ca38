// The types of the packed client, under every supported compiler with every combination of options.
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compilers, versions } from "../../compilers.ts";
import { compile, createProject, type UserOptions } from "./compile.ts";

const combinations = (["bundler", "node10", "node16", "nodenext"] as const).flatMap((moduleResolution) =>
  [true, false].flatMap((exactOptionalPropertyTypes) =>
    [true, false].map(
      (skipLibCheck): UserOptions => ({ moduleResolution, exactOptionalPropertyTypes, skipLibCheck, types: "dom" }),
    ),
  ),
);
const inNode: UserOptions = {
  moduleResolution: "nodenext",
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  types: "node",
};

let project: Awaited<ReturnType<typeof createProject>>;
beforeAll(async () => {
  project = await createProject();
});
afterAll(() => project?.remove());

describe.each(versions)("TypeScript %s", (version) => {
  const known = combinations.filter(({ moduleResolution }) => version !== "7.0" || moduleResolution !== "node10");
  it("is the installed version", async () => {
    const manifest = JSON.parse(await readFile(compilers[version], "utf8"));
    expect(manifest.version).toMatch(new RegExp(`^${version}\\.`));
    console.log(`TypeScript ${manifest.version}: ${known.length + 1} combinations of options`);
  });

  it.each([...known, inNode])("compiles it with %j", async (options) => {
    expect(await compile(project.folder, version, options)).toBe("");
  });
});
