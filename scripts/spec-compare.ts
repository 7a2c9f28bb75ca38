import { Option } from "@commander-js/extra-typings";
import { program, run } from "@scenario-openapi/commands";

await run(
  program(
    "spec:compare",
    "Tell what changed in the spec and whom it breaks. The exit code is 1 if a breaking change is not approved.",
  )
    .argument("[base]", "a git revision or a file to compare with; by default the last release tag, or else main")
    .addOption(
      new Option("--format <format>", "how to print it")
        .choices(["terminal", "markdown", "json"] as const)
        .default("terminal" as const),
    )
    .action(async (base, { format }) => {
      const compare = await import("@scenario-openapi/compare");
      const formats = {
        terminal: compare.reportForTerminal,
        markdown: compare.reportForMarkdown,
        json: compare.reportForJson,
      };
      const report = await compare.specReport(base);
      process.stdout.write(formats[format](report));
      if (report.approvals.missing.length > 0) process.exitCode = 1;
    }),
);
