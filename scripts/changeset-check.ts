import { program, run } from "@repo/commands";

await run(
  program("changeset:check", "Check that each change of the spec has a changeset that is large enough.")
    .argument("[base]", "a git revision or a file to compare with; by default the last release tag, or else main")
    .action(async (base) => {
      const { specReport } = await import("@repo/compare");
      const { checkChangesets } = await import("@repo/release");
      console.log(await checkChangesets(await specReport(base), base));
    }),
);
