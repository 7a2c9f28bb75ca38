// node scripts/generate-files.ts : writes the committed files that spec/openapi.yaml gives. `pnpm generate` calls it through turbo.
import { command } from "./command.ts";
import { committedFiles, loadGenerators } from "./generate/generated-files.ts";
import { writeFiles } from "./generate/write-files.ts";
import { root } from "./root.ts";
import { settleCommitted } from "./settle-committed.ts";
import { whileUnchanged } from "./spec/while-unchanged.ts";
import { houseFiles, readSpecOrExit, specFile } from "./spec-document.ts";

await command(async () => {
  await settleCommitted();
  const files = await whileUnchanged(houseFiles, async () =>
    committedFiles(await readSpecOrExit(specFile, "house", loadGenerators)),
  );
  const changed = await writeFiles(root, files);
  for (const path of files.keys()) console.log(`${changed.includes(path) ? "written  " : "unchanged"}  ${path}`);
});
