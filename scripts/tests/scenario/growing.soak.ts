// With the grown spec, every test passes that is not about the reference page, of which the spec is no mirror then.
import { copyWorkspace } from "@repo/testing";
import { expect, it } from "vitest";
import { grownSpec } from "./grown-spec.ts";

it("every other test passes with the grown spec", { timeout: 3_600_000 }, async () => {
  const workspace = await copyWorkspace({ tests: true });
  await workspace.write("spec/openapi.yaml", grownSpec(await workspace.read("spec/openapi.yaml")));
  expect(await workspace.run("generate")).toMatchObject({ exitCode: 0 });
  workspace.git("add", ".");
  workspace.git("commit", "--quiet", "--message", "Grow");
  const { stdout, stderr } = await workspace.run("turbo", "test", "--continue");
  const printed = stdout + stderr;
  const failed = [...printed.matchAll(/(\w+):test:.* FAIL .*?(tests\/\S+\.ts)/g)].map(
    ([, name, file]) => `${name} ${file}`,
  );
  expect([...new Set(failed)].sort(), printed).toEqual([
    "spec tests/page.test.ts",
    "spec tests/scenario/page.test.ts",
    "types tests/scenario/page-fields.test.ts",
  ]);
  await workspace.remove();
});
