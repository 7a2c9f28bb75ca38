import { program, run } from "@scenario-openapi/commands";

await run(
  program("bench:docs", "Measure this reference beside others: bytes, time to read, accessibility, time to build.")
    .option("--quick", "measure little, only to see that it works", false)
    .action(async (options) => {
      const { benchDocs } = await import("@scenario-openapi/bench");
      await benchDocs(options);
    }),
);
