import { program, run } from "@repo/commands";

await run(
  program("release:publish", "Do what release:dry does, then stage on npm. The release workflow runs it.").action(
    async () => {
      const { releasePublish } = await import("@repo/release");
      await releasePublish();
    },
  ),
);
