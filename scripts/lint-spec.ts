import { relative, resolve } from "node:path";
import { houseRules, program, run, settingsFile, specFile } from "@repo/commands";
import type { OpenApiDocument, Warning } from "@repo/openapi";
import { readSettings } from "@repo/settings";

await run(
  program(
    "lint:spec",
    "Check a description against the house rules, and what the generators warn of. The exit code is 1 if there is any problem.",
  )
    .argument("[file]", "the description", specFile)
    .action(async (given) => {
      const { countRules, formatProblems, readDescription } = await import("@repo/openapi/read");
      const file = resolve(given);
      const start = performance.now();
      const { document, problems, problemsOf } = await readDescription(file, houseRules);
      const isRight = document && !problems.some(({ severity }) => severity === "error");
      const found = isRight ? [...problems, ...problemsOf(await generatorWarnings(file, document))] : problems;
      if (found.length > 0) {
        console.log(formatProblems(found));
        process.exitCode = 1;
        return;
      }
      const { redocly, spectral } = await countRules(houseRules);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      const name = relative(process.cwd(), file);
      console.log(`${name}  0 problems  (Redocly ${redocly} rules, Spectral ${spectral} rules, ${seconds} s)`);
    }),
);

async function generatorWarnings(file: string, document: OpenApiDocument): Promise<Warning[]> {
  const { committedFiles } = await import("@repo/codegen");
  // The settings name the security schemes of this repository's own description, which others don't have.
  const settings = file === specFile ? await readSettings(settingsFile) : {};
  return (await committedFiles(document, settings)).warnings;
}
