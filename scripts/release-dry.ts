import { program, run } from "@scenario-openapi/commands";

await run(
  program("release:dry", "Do everything of a release except publishing.").action(async () => {
    const { releaseDry } = await import("@scenario-openapi/release");
    await releaseDry();
  }),
);
