import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { program, replaceFolder, run, specFile } from "@scenario-openapi/commands";
import { completeSite, houseSite } from "@scenario-openapi/docs";

const require = createRequire(import.meta.url);

await run(program("docs:build", "Write the reference of the spec into packages/docs/site.").action(buildSite));

async function buildSite(): Promise<void> {
  const start = performance.now();
  const document = require("@scenario-openapi/spec/openapi.json");
  // Readers get the spec as it is written by hand, with its comments and its order.
  const settings = { ...(await houseSite()), yaml: await readFile(specFile, "utf8") };
  const files = await completeSite(document, settings);
  await replaceFolder(join(import.meta.dirname, "site"), files);
  const pages = [...files.keys()].filter((path) => path.endsWith(".html")).length;
  const size = [...files.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `packages/docs/site  ${pages} pages, ${files.size} files, ${(size / 2 ** 20).toFixed(1)} MiB, ${seconds} s`,
  );
}
