// node generate-modules.ts FILE OUT : what `pnpm generate --spec FILE --out OUT` does, with the validators besides, and
// without what Redocly and Pagefind make.
import { join } from "node:path";
import { command } from "../../command.ts";
import { operationsModule } from "../../generate/operations.ts";
import { replaceFolder } from "../../generate/replace-folder.ts";
import { siteElsewhere, sitePages } from "../../generate/site.ts";
import { typesModule } from "../../generate/types.ts";
import { validatorsModule } from "../../generate/validators.ts";
import { writeFiles } from "../../generate/write-files.ts";
import { root } from "../../root.ts";
import { readSpecOrExit } from "../../spec-document.ts";

const [, , file = "", out = ""] = process.argv;

await command(async () => {
  const document = await readSpecOrExit(file, "structure");
  const header = "// Generated.\n";
  const { code } = operationsModule(document, header, {
    types: "./schema.gen.ts",
    operation: "@scenario-openapi/client",
  });
  const validate = (name: string) => join(root, "packages/client/src/validate", name);
  const imports = { types: validate("schema-problems.ts"), codePoints: validate("code-points.ts") };
  await writeFiles(
    out,
    new Map([
      ["schema.gen.ts", await typesModule(document, header)],
      ["operations.gen.ts", code],
      ["validators.gen.ts", validatorsModule(document, header, imports)],
    ]),
  );
  await replaceFolder(join(out, "docs"), await sitePages(document, { ...siteElsewhere(), search: false }));
});
