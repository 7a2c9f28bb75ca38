import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { program, readOrExit, replaceFolder, run, specFile } from "@repo/commands";
import { houseOptions, siteFiles } from "@repo/docs";

await run(program("docs:build", "Write the reference of the spec into packages/docs/site.").action(buildSite));

async function buildSite(): Promise<void> {
  const start = performance.now();
  const document = await readOrExit(specFile, "structure");
  // Readers get the spec as it is written by hand, with its comments and its order.
  const options = { ...(await houseOptions(document)), yaml: await readFile(specFile, "utf8") };
  const sizes = await replaceFolder(join(import.meta.dirname, "site"), siteFiles(document, options));
  const pages = [...sizes.keys()].filter((path) => path.endsWith(".html")).length;
  const size = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `packages/docs/site  ${pages} pages, ${sizes.size} files, ${(size / 2 ** 20).toFixed(1)} MiB, ${seconds} s`,
  );
}
