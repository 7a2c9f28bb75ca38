import { program, run } from "@repo/commands";

await run(
  program("release:dry", "Do everything of a release except publishing.").action(async () => {
    const { releaseDry } = await import("@repo/release");
    await releaseDry();
  }),
);
