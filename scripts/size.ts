import { program, run } from "@scenario-openapi/commands";

await run(
  program("size", "Check the size of the client's bundle against its budget.").action(async () => {
    const { checkSize } = await import("@scenario-openapi/bench");
    await checkSize();
  }),
);
