import { addFile, program, run } from "@repo/commands";

await run(
  program(
    "bench:docs",
    "Measure this reference beside others: bytes, time to read and to react, accessibility, time to build.",
  )
    .option("--large <files...>", "measure the sites of these descriptions instead: time, memory, disk", addFile)
    .option("--quick", "measure little, only to see that it works", false)
    .action(async ({ large, quick }) => {
      const { benchDocs, benchLargeSites } = await import("@repo/bench");
      await (large ? benchLargeSites(large, { quick }) : benchDocs({ quick }));
    }),
);
