// pnpm docs:build : builds the reference into packages/docs/dist.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { command } from "./command.ts";
import { houseSite } from "./generate/house-site.ts";
import { replaceFolder } from "./generate/replace-folder.ts";
import { completeSite } from "./generate/site.ts";
import { root } from "./root.ts";
import { readSpecOrExit, specFile } from "./spec-document.ts";

await command(async () => {
  const begun = performance.now();
  const document = await readSpecOrExit(specFile, "house");
  // Readers get the description as it is written by hand, with its comments and its order.
  const files = await completeSite(document, { ...(await houseSite()), yaml: await readFile(specFile, "utf8") });
  await replaceFolder(join(root, "packages/docs/dist"), files);
  const pages = [...files.keys()].filter((path) => path.endsWith(".html")).length;
  const size = [...files.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(
    `packages/docs/dist  ${pages} pages, ${files.size} files, ${(size / 2 ** 20).toFixed(1)} MiB, ${seconds} s`,
  );
});
