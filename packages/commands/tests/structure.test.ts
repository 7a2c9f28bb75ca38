import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { brokenRules, readStructure } from "../src/structure.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "structure-"));
  await write("packages/base/package.json", { name: "base" });
  await write("packages/base/src/index.ts", 'import { join } from "node:path";\nexport { one } from "./one.ts";\n');
  await write("packages/upper/package.json", { name: "upper", dependencies: { base: "workspace:*" } });
  await write("packages/upper/src/index.ts", 'import {\n  one,\n} from "base";\nimport "base/door";\n');
  await write("packages/testing/package.json", { name: "testing" });
  await write("scripts/package.json", { name: "scripts", dependencies: { upper: "workspace:*" } });
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(path: string, content: string | object): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
}

it("lists each package after those that it uses, and finds nothing wrong", () => {
  const packages = readStructure(root);
  expect(packages.map(({ name }) => name)).toEqual(["base", "testing", "upper", "scripts"]);
  expect(brokenRules(packages)).toEqual([]);
});

it.each<[rule: string, path: string, content: string | object, message: string]>([
  [
    "a relative import that leaves a package",
    "packages/upper/tests/x.test.ts",
    'import { one } from "../../base/src/one.ts";\n',
    'packages/upper/tests/x.test.ts: "../../base/src/one.ts" leaves the package',
  ],
  [
    "an import that the manifest does not name",
    "packages/base/src/two.ts",
    'import "upper";\n',
    'packages/base/src/two.ts: "upper" is not in packages/base/package.json',
  ],
  [
    "a use of the commands",
    "packages/upper/package.json",
    { name: "upper", dependencies: { base: "workspace:*" }, devDependencies: { scripts: "workspace:*" } },
    "nothing may use scripts",
  ],
  [
    "testing that uses another package",
    "packages/testing/package.json",
    { name: "testing", dependencies: { base: "workspace:*" } },
    "testing must use no other package of the workspace, and uses base",
  ],
  [
    "a circle",
    "packages/base/package.json",
    { name: "base", devDependencies: { upper: "workspace:*" } },
    "these packages use each other in a circle",
  ],
])("reports %s", async (_, path, content, message) => {
  await write(path, content);
  expect(brokenRules(readStructure(root)).join("\n")).toContain(message);
});
