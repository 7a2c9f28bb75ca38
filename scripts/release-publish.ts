import { program, run } from "@scenario-openapi/commands";

await run(
  program("release:publish", "Do what release:dry does, then publish to npm. The release workflow runs it.").action(
    async () => {
      const { releasePublish } = await import("@scenario-openapi/release");
      await releasePublish();
    },
  ),
);
