import { program, run } from "@scenario-openapi/commands";

await run(
  program("bench:generate", "Measure a save, a generation and its steps beside other tools.")
    .option("--quick", "measure little, only to see that it works", false)
    .action(async (options) => {
      const { benchGenerate } = await import("@scenario-openapi/bench");
      await benchGenerate(options);
    }),
);
