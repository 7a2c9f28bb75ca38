import { program, run } from "@repo/commands";

await run(
  program("changeset:from-spec", "Write the changeset for what changed in the spec.")
    .argument("[base]", "a git revision or a file to compare with; by default the last release tag, or else main")
    .action(async (base) => {
      const { writeChangeset } = await import("@repo/release");
      await writeChangeset(base);
    }),
);
