import { basename } from "node:path";
import type { OpenApiDocument } from "../spec/openapi-document.ts";
import { specConstants } from "./spec-constants.ts";

/** Generated files by their path, relative to the folder they belong to. */
export type Files = ReadonlyMap<string, string>;

/** What `pnpm generate` writes, by path from the root of the repository. */
export async function committedFiles(document: OpenApiDocument): Promise<Files> {
  const { typesModule, operationsModule, validatorsModule } = await loadGenerators();
  const header = headerOf("spec/openapi.yaml", "pnpm generate");
  const { code } = operationsModule(document, header, {
    types: "@scenario-openapi/types",
    operation: "./operation.ts",
  });
  const validators = validatorsModule(document, header, {
    types: "./schema-problems.ts",
    codePoints: "./code-points.ts",
  });
  return new Map([
    ["packages/types/src/schema.gen.ts", await typesModule(document, header)],
    ["packages/types/src/spec.gen.ts", `${header}\n${specConstants(document)}`],
    ["packages/client/src/operations.gen.ts", code],
    ["packages/client/src/validate/validators.gen.ts", validators],
  ]);
}

/** What `pnpm generate --spec FILE --out DIR` writes, by path from DIR, and what the client cannot do as the file says. */
export async function filesElsewhere(
  document: OpenApiDocument,
  source: string,
): Promise<{ files: Files; warnings: string[] }> {
  const { typesModule, operationsModule } = await loadGenerators();
  const header = headerOf(basename(source), `pnpm generate --spec ${basename(source)} --out DIR`);
  const { code, warnings } = operationsModule(document, header, {
    types: "./schema.gen.ts",
    operation: "@scenario-openapi/client",
  });
  const files = new Map([
    ["schema.gen.ts", await typesModule(document, header)],
    ["operations.gen.ts", code],
  ]);
  return { files, warnings };
}

/**
 * Loads what makes the files, as making them does where nobody has. Not before a description is read: TypeScript and Ajv
 * are large, and neither the linters nor who made a mistake need wait for them.
 */
export async function loadGenerators() {
  const [{ typesModule }, { operationsModule }, { validatorsModule }] = await Promise.all([
    import("./types.ts"),
    import("./operations.ts"),
    import("./validators.ts"),
  ]);
  return { typesModule, operationsModule, validatorsModule };
}

function headerOf(source: string, command: string): string {
  return `// Generated from ${source.replace(/[\r\n\u2028\u2029]/g, " ")} by \`${command.replace(/[\r\n\u2028\u2029]/g, " ")}\`. Do not edit.\n`;
}
