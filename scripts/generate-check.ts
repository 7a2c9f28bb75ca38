// node scripts/generate-check.ts : are the committed files what spec/openapi.yaml gives, and is there no other *.gen.ts?
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { command } from "./command.ts";
import { committedFiles, loadGenerators } from "./generate/generated-files.ts";
import { isHalfway } from "./generate/pending-set.ts";
import { readIfThere } from "./generate/write-files.ts";
import { root } from "./root.ts";
import { readSpecOrExit, specFile } from "./spec-document.ts";

await command(async () => {
  const files = await committedFiles(await readSpecOrExit(specFile, "house", loadGenerators));
  const wrong: string[] = [];
  if (await isHalfway(root)) wrong.push("a generation was cut short: its files are not all in their place");
  for (const [path, content] of files) {
    const found = await readIfThere(join(root, path));
    if (found !== content) wrong.push(`${path}  ${found === undefined ? "is missing" : "is not what the spec gives"}`);
  }
  const exclude = ["**/node_modules/**", "**/dist/**", "**/fixtures/**"];
  for await (const path of glob("**/*.gen.ts", { cwd: root, exclude })) {
    if (!files.has(path)) wrong.push(`${path}  should not be there: delete it`);
  }

  if (wrong.length > 0) {
    console.error(`${wrong.map((line) => `✗ ${line}`).join("\n")}\n\nRun \`pnpm generate\` and commit what it writes.`);
    process.exitCode = 1;
  } else {
    console.log(`✓ ${files.size} generated files are what spec/openapi.yaml gives`);
  }
});
