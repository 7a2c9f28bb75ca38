// node scripts/bench/generate/all-at-once.ts DIR : what the four command lines do, by this machinery in one process: both
// lints, then the types, the client and the reference, into DIR.
import { command } from "../../command.ts";
import { explorerPage } from "../../generate/explorer.ts";
import { committedFiles, loadGenerators } from "../../generate/generated-files.ts";
import { writeFiles } from "../../generate/write-files.ts";
import { readSpecOrExit, specFile } from "../../spec-document.ts";

await command(async () => {
  const document = await readSpecOrExit(specFile, "house", loadGenerators);
  const [page, files] = await Promise.all([explorerPage(document), committedFiles(document)]);
  await writeFiles(process.argv[2] ?? "", new Map([...files, ["explorer.html", page]]));
});
