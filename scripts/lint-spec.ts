import { relative, resolve } from "node:path";
import { houseRules, program, run, specFile } from "@scenario-openapi/commands";

await run(
  program("lint:spec", "Check a description against the house rules. The exit code is 1 if there is any problem.")
    .argument("[file]", "the description", specFile)
    .action(async (given) => {
      const { countRules, formatProblems, readDescription } = await import("@scenario-openapi/openapi/read");
      const file = resolve(given);
      const start = performance.now();
      const { problems } = await readDescription(file, houseRules);
      if (problems.length > 0) {
        console.log(formatProblems(problems));
        process.exitCode = 1;
        return;
      }
      const { redocly, spectral } = await countRules(houseRules);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      const name = relative(process.cwd(), file);
      console.log(`${name}  0 problems  (Redocly ${redocly} rules, Spectral ${spectral} rules, ${seconds} s)`);
    }),
);
