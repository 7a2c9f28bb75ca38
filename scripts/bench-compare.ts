import { addFile, program, run } from "@repo/commands";

await run(
  program("bench:compare", "Compare descriptions with edited versions of them, beside redocly diff: time and memory.")
    .argument("<files...>", "descriptions, in YAML or JSON", addFile)
    .option("--quick", "measure little, only to see that it works", false)
    .action(async (files, { quick }) => {
      const { benchCompare } = await import("@repo/bench");
      await benchCompare(files, { quick });
    }),
);
