// node scripts/lint-spec.ts [FILE] : lints a description (spec/openapi.yaml) by the house rules; exit 1 on any problem.
import { relative, resolve } from "node:path";
import { command } from "./command.ts";
import { countHouseRules } from "./spec/count-house-rules.ts";
import { formatProblems } from "./spec/format-problems.ts";
import { readSpec } from "./spec/read-spec.ts";
import { specFile } from "./spec-document.ts";

await command(async () => {
  const file = process.argv[2] === undefined ? specFile : resolve(process.argv[2]);
  const start = performance.now();
  const { problems } = await readSpec(file, "house");

  if (problems.length > 0) {
    console.log(formatProblems(problems));
    process.exitCode = 1;
  } else {
    const { redocly, spectral } = await countHouseRules();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const name = relative(process.cwd(), file);
    console.log(`${name}  0 problems  (Redocly ${redocly} rules, Spectral ${spectral} rules, ${seconds} s)`);
  }
});
