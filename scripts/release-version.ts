import { program, run } from "@scenario-openapi/commands";

await run(
  program("release:version", "Turn the changesets into versions and changelogs. The release workflow runs it.").action(
    async () => {
      const { releaseVersion } = await import("@scenario-openapi/release");
      await releaseVersion();
    },
  ),
);
