import { houseRules, program, readOrExit, run, settingsFile, specFile, writeFiles } from "@repo/commands";
import { describeAvailability } from "@repo/openapi";
import { readSettings } from "@repo/settings";

await run(
  program("build", "Lint openapi.yaml, and write it and the settings into dist/, for programs that read JSON.").action(
    async () => {
      // Its descriptions say what the extensions say, for tools that do not know these.
      const document = describeAvailability(await readOrExit(specFile, houseRules));
      // Those of the site name files of this machine.
      const { site: _, ...settings } = await readSettings(settingsFile);
      const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
      const files = new Map([
        ["dist/openapi.json", json(document)],
        ["dist/settings.json", json(settings)],
      ]);
      await writeFiles(import.meta.dirname, files);
    },
  ),
);
