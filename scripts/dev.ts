import { portNumber, program, run } from "@repo/commands";

await run(
  program(
    "dev",
    "Watch the spec, its rules, the guides and the sources of the reference. Each save is checked, written, compared with the state before, and shown in open pages. Ctrl-C ends it.",
  )
    .option("--port <number>", "the port of the reference", portNumber, 4020)
    .action(async ({ port }) => {
      const { dev } = await import("@repo/dev");
      await dev(port);
    }),
);
