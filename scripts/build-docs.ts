// pnpm docs:build : builds the reference into packages/docs/dist.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { command } from "./command.ts";
import { referenceFiles } from "./generate/reference.ts";
import { writeFiles } from "./generate/write-files.ts";
import { root } from "./root.ts";
import { readSpecOrExit, specFile } from "./spec-document.ts";

await command(async () => {
  const document = await readSpecOrExit(specFile, "house");
  // Readers get the description as it is written by hand, with its comments and its order.
  const files = new Map([...(await referenceFiles(document)), ["openapi.yaml", await readFile(specFile, "utf8")]]);
  await writeFiles(join(root, "packages/docs/dist"), files);
  for (const [path, content] of files) {
    console.log(`packages/docs/dist/${path}  ${Math.ceil(Buffer.byteLength(content) / 1024)} KiB`);
  }
});
