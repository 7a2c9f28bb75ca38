// Most tests call the client in the folder harbour, which is what is generated of its description. `vitest -u` writes it anew.
import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { clientFiles, typesFiles } from "@repo/codegen";
import { expect, test } from "vitest";
import { description, settings } from "./harbour/description.ts";

const TYPES = "src/schema.gen.ts";
const client = await clientFiles(description, settings);
const files = new Map([
  [TYPES, (await typesFiles(description)).files.get(TYPES) ?? ""],
  ...client.files,
  [
    "src/index.gen.ts",
    `// The same as src/index.ts.\n\n${await readFile(join(import.meta.dirname, "../src/index.ts"), "utf8")}`,
  ],
]);

/** A module of `src` as it stands in `tests/harbour`, from where it imports the hand-written ones. */
function placed(path: string, code: string): string {
  const inTests = (module: string) => module.replace(/^src/, "tests/harbour");
  return code
    .replace("spec/openapi.yaml by `pnpm generate`", "description.ts by harbour.test.ts")
    .replace(/(?<= from ")(\.|@harbour\/types)[^"]*/g, (target) => {
      const module = target.startsWith(".") ? posix.join(posix.dirname(path), target) : TYPES;
      const generated = module.replace("validate/index.ts", "validate/validators.gen.ts");
      const there = files.has(generated) ? inTests(generated) : module;
      return posix.relative(posix.dirname(inTests(path)), there).replace(/^(?!\.)/, "./");
    });
}

test.each([...files])("%s", async (path, code) => {
  const file = join(import.meta.dirname, "harbour", path.replace(/^src/, ""));
  await expect(placed(path, code)).toMatchFileSnapshot(file);
});
