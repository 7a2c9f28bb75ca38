import { program, readingOrExit, run, specFile } from "@repo/commands";

await run(
  program("page:check", "Compare a reference page with the spec. The exit code is 1 if anything differs.")
    .argument("<file>", "the page in Markdown")
    .option("--spec <file>", "another description", specFile)
    .action(async (file, { spec }) => {
      const { comparePage, formatDifferences, readFactsFile } = await import("@repo/page");
      const reading = await readingOrExit(spec, "structure");
      const facts = await readFactsFile(file, reading.document);
      const differences = comparePage(reading.document, facts);
      console.log(formatDifferences(differences, reading, facts));
      if (differences.length > 0) process.exitCode = 1;
    }),
);
