// node generate-modules.ts FILE OUT : what `pnpm generate --spec FILE --out OUT` does, with the validators instead of the
// reference: the modules that are made of what a description says, and nothing else.
import { command } from "../../command.ts";
import { operationsModule } from "../../generate/operations.ts";
import { typesModule } from "../../generate/types.ts";
import { validatorsModule } from "../../generate/validators.ts";
import { writeFiles } from "../../generate/write-files.ts";
import { readSpecOrExit } from "../../spec-document.ts";

const [, , file = "", out = ""] = process.argv;

await command(async () => {
  const document = await readSpecOrExit(file, "structure");
  const header = "// Generated.\n";
  const { code } = operationsModule(document, header, {
    types: "./schema.gen.ts",
    operation: "@scenario-openapi/client",
  });
  const imports = { types: "./schema-problems.ts", codePoints: "./code-points.ts" };
  await writeFiles(
    out,
    new Map([
      ["schema.gen.ts", await typesModule(document, header)],
      ["operations.gen.ts", code],
      ["validators.gen.ts", validatorsModule(document, header, imports)],
    ]),
  );
});
