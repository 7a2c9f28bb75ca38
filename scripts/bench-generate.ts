import { addFile, program, run } from "@repo/commands";

await run(
  program(
    "bench:generate",
    "Measure a save, a generation and its steps, or a generation from other descriptions, beside other tools.",
  )
    .argument("[files...]", "other descriptions, in YAML or JSON, or gzipped (.gz)", addFile)
    .option("--quick", "measure little, only to see that it works", false)
    .action(async (files, options) => {
      const { benchDescriptions, benchGenerate } = await import("@repo/bench");
      await (files.length > 0 ? benchDescriptions(files, options) : benchGenerate(options));
    }),
);
