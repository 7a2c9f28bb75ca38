import { houseRules, program, readOrExit, run, specFile, writeFiles } from "@repo/commands";
import { describeAvailability } from "@repo/openapi";

await run(
  program("build", "Lint openapi.yaml and bundle it into dist/openapi.json, for programs that read JSON.").action(
    async () => {
      // Its descriptions say what the extensions say, for tools that do not know these.
      const document = describeAvailability(await readOrExit(specFile, houseRules));
      await writeFiles(import.meta.dirname, new Map([["dist/openapi.json", `${JSON.stringify(document, null, 2)}\n`]]));
    },
  ),
);
