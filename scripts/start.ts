import { program, run } from "@repo/commands";

await run(
  program("start", "Check and build everything, then update a model in a local sandbox with the packed client.").action(
    async () => {
      const { start } = await import("@repo/start");
      await start();
    },
  ),
);
