import { program, run } from "@repo/commands";

await run(
  program("release:version", "Turn the changesets into versions and changelogs. The release workflow runs it.").action(
    async () => {
      const { releaseVersion } = await import("@repo/release");
      await releaseVersion();
    },
  ),
);
