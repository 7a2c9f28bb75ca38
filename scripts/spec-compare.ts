import { Option } from "@commander-js/extra-typings";
import { program, run } from "@repo/commands";

/** The exit code if there is nothing to compare, or it cannot be read. */
const NOT_COMPARED = 2;

/** Commander keeps the lines of a text with indented ones. */
const ABOUT = `Tell what changed in a description, whom it breaks, and which version it asks for.

Both are a file, a git revision (v1.2.0), a file at one
(v1.2.0:other/openapi.yaml), or - for standard input.

Exit codes:
  0  nothing breaks, or all that does is approved
  1  a breaking change is not approved, or an approval approves nothing
  2  nothing was compared: an argument, a description or an approval is wrong.`;

await run(
  program("spec:compare", ABOUT)
    .argument("[base]", "what to compare with; by default the last release, or else main")
    .argument("[revision]", "what to compare; by default spec/openapi.yaml")
    .addOption(
      new Option("--format <format>", "how to print it")
        .choices(["text", "markdown", "json", "github"] as const)
        .default("text" as const),
    )
    .option("--wire-only", "do not ask the compiler about TypeScript users", false)
    .action(async (base, revision, { format, wireOnly }) => {
      const compare = await import("@repo/compare");
      const formats = {
        text: compare.reportForTerminal,
        markdown: compare.reportForMarkdown,
        json: compare.reportForJson,
        github: compare.reportForGitHub,
      };
      const report = await compare.specReport(base, revision, { isWireOnly: wireOnly });
      process.stdout.write(formats[format](report));
      if (compare.isRefused(report)) process.exitCode = 1;
    }),
  NOT_COMPARED,
);
