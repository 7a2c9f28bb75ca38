import { typesFiles } from "@repo/codegen";
import { generatePackage, program, run } from "@repo/commands";

await run(
  program("generate", "Generate the files of this package into .generated/, from where `pnpm generate` copies them.")
    .option("--check", "write nothing: fail if a committed file is missing, differs or is not needed", false)
    .action(({ check }) => generatePackage(typesFiles, check)),
);
