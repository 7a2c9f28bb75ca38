import { basename } from "node:path";
import type { OpenApiDocument } from "@scenario-openapi/openapi";
import { documentedModule } from "./documented.ts";
import { operationsModule } from "./operations.ts";
import { specVersion } from "./source-text.ts";
import { typesModule } from "./types.ts";
import { validatorsModule } from "./validators.ts";

/** Generated files by their path, relative to the folder they belong to. */
export type Files = ReadonlyMap<string, string>;

const HEADER = headerOf("spec/openapi.yaml", "pnpm generate");

/** The generated files of `packages/types`, by path from there. */
export async function typesFiles(document: OpenApiDocument): Promise<Files> {
  return new Map([
    ["src/schema.gen.ts", await typesModule(document, HEADER)],
    ["src/spec.gen.ts", `${HEADER}\n${specVersion(document)}`],
  ]);
}

/** The generated files of `packages/client`, by path from there. */
export async function clientFiles(document: OpenApiDocument): Promise<Files> {
  const { code } = operationsModule(document, HEADER, {
    types: "@scenario-openapi/types",
    operation: "./runtime/operation.ts",
  });
  const validators = validatorsModule(document, HEADER, {
    types: "./schema-problems.ts",
    codePoints: "./code-points.ts",
  });
  return new Map([
    ["src/operations.gen.ts", code],
    ["src/proxy/documented.gen.ts", documentedModule(document, HEADER, "./undocumented.ts")],
    ["src/validate/validators.gen.ts", validators],
  ]);
}

/** Every generated file of this repository, by path from its root. */
export async function committedFiles(document: OpenApiDocument): Promise<Files> {
  const inFolder = (folder: string, files: Files) =>
    [...files].map(([path, content]): [string, string] => [`${folder}/${path}`, content]);
  return new Map([
    ...inFolder("packages/types", await typesFiles(document)),
    ...inFolder("packages/client", await clientFiles(document)),
  ]);
}

/**
 * The types and operations of another description, for `pnpm generate --spec`.
 *
 * @param source the file of the description
 * @returns the files by name, and what the client cannot send or read as described
 */
export async function filesElsewhere(
  document: OpenApiDocument,
  source: string,
): Promise<{ files: Files; warnings: string[] }> {
  const header = headerOf(basename(source), `pnpm generate --spec ${basename(source)} --out DIR`);
  const { code, warnings } = operationsModule(document, header, {
    types: "./schema.gen.ts",
    operation: "@scenario-openapi/client/runtime",
  });
  const files = new Map([
    ["schema.gen.ts", await typesModule(document, header)],
    ["operations.gen.ts", code],
  ]);
  return { files, warnings };
}

function headerOf(source: string, command: string): string {
  const oneLine = (text: string) => text.replace(/[\r\n\u2028\u2029]/g, " ");
  return `// Generated from ${oneLine(source)} by \`${oneLine(command)}\`. Do not edit.\n`;
}
