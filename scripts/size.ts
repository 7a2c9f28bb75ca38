import { program, run } from "@repo/commands";

await run(
  program("size", "Check the size of the client's bundle against its budget.").action(async () => {
    const { checkSize } = await import("@repo/bench");
    await checkSize();
  }),
);
