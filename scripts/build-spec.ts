// node scripts/build-spec.ts : bundles spec/openapi.yaml into spec/dist/openapi.json, for programs that read JSON.
import { join } from "node:path";
import { command } from "./command.ts";
import { writeFiles } from "./generate/write-files.ts";
import { root } from "./root.ts";
import { readSpecOrExit, specFile } from "./spec-document.ts";

await command(async () => {
  const document = await readSpecOrExit(specFile, "house");
  await writeFiles(join(root, "spec/dist"), new Map([["openapi.json", `${JSON.stringify(document, null, 2)}\n`]]));
});
