import { program, run } from "@repo/commands";

await run(
  program("bench:client", "Measure this client beside others: size, time, memory.")
    .option("--quick", "measure little, only to see that it works", false)
    .action(async (options) => {
      const { benchClient } = await import("@repo/bench/scenario");
      await benchClient(options);
    }),
);
