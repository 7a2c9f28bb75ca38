import { program, readOrExit, root, run, specFile, writeFiles } from "@repo/commands";

const FACTS = "spec/page-facts.json";

await run(
  program("page:facts", "Write the facts of a reference page, which the tests hold the spec to.")
    .argument("<file>", "the page in Markdown")
    .action(async (file) => {
      const { countFacts, formatFacts, readFactsFile } = await import("@repo/page");
      const facts = await readFactsFile(file, await readOrExit(specFile, "structure"));
      const written = await writeFiles(root, new Map([[FACTS, formatFacts(facts)]]));
      console.log(`${written.length > 0 ? "written  " : "unchanged"}  ${FACTS}  ${countFacts(facts)}`);
    }),
);
