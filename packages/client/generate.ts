import { clientFiles } from "@repo/codegen";
import { generatePackage, program, run, settingsFile } from "@repo/commands";
import { readSettings } from "@repo/settings";

await run(
  program("generate", "Generate the files of this package into .generated/, from where `pnpm generate` copies them.")
    .option("--check", "write nothing: fail if a committed file is missing, differs or is not needed", false)
    .action(async ({ check }) => {
      const settings = await readSettings(settingsFile);
      await generatePackage((document) => clientFiles(document, settings), check);
    }),
);
