import { houseRules, program, readOrExit, run, specFile, writeFiles } from "@scenario-openapi/commands";

await run(
  program("build", "Lint openapi.yaml and bundle it into dist/openapi.json, for programs that read JSON.").action(
    async () => {
      const document = await readOrExit(specFile, houseRules);
      await writeFiles(import.meta.dirname, new Map([["dist/openapi.json", `${JSON.stringify(document, null, 2)}\n`]]));
    },
  ),
);
