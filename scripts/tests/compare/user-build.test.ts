// Whether a program that uses everything compiles with the types after each edit, as the verdict on types says: asked of
// the compiler that users have, with a program that knows nothing of the comparison.
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { operationsModule } from "../../generate/operations.ts";
import { typesModule } from "../../generate/types.ts";
import { root } from "../../root.ts";
import type { OpenApiDocument } from "../../spec/openapi-document.ts";
import { readSpecOrExit, specFile } from "../../spec-document.ts";
import { runNode } from "../workspace-copy.ts";
import { edits } from "./edits.ts";
import { applyEdit } from "./judge-edit.ts";
import { userProgram } from "./user-program.ts";

const CLIENT = `export interface CallOptions {}
export type OperationResult<Output> = Promise<Output>;
export interface Operation {}
`;

const compilerOptions = {
  target: "es2022",
  lib: ["es2022", "dom"],
  module: "esnext",
  moduleResolution: "bundler",
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};

const document = await readSpecOrExit(specFile, "structure");
let folder: string;
/** What the compiler says, by the number of the edit. */
let errors: Map<number, string[]>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "user-build-"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["edit-*/*.ts"] }));
  for (const [index, edit] of edits.entries()) {
    const [before, after] = applyEdit(document, edit);
    // The last one is the program with its own types: it must compile, or its errors would say nothing.
    await writeProject(join(folder, `edit-${index}`), before, after);
    if (edit.given) await writeProject(join(folder, `edit-${index}-before`), before, before);
  }
  await writeProject(join(folder, "edit-none-before"), document, document);
  const { stdout } = await runNode([join(root, "node_modules/typescript/bin/tsc"), "--pretty", "false"], folder);
  errors = new Map(
    edits.map((_, index) => [index, stdout.split("\n").filter((line) => line.startsWith(`edit-${index}/`))]),
  );
  expect(stdout.split("\n").filter((line) => /^edit-[^/]*-before\//.test(line))).toEqual([]);
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

async function writeProject(path: string, before: OpenApiDocument, after: OpenApiDocument): Promise<void> {
  const names = [...(await typesModule(before, "")).matchAll(/^export (?:type|interface|const) (\w+)/gm)];
  const { code } = operationsModule(after, "", { types: "./types.ts", operation: "./operation.ts" });
  await mkdir(path);
  await writeFile(
    join(path, "program.ts"),
    userProgram(
      before,
      names.map(([, name = ""]) => name),
    ),
  );
  await writeFile(join(path, "types.ts"), await typesModule(after, ""));
  await writeFile(join(path, "operations.ts"), code);
  await writeFile(join(path, "operation.ts"), CLIENT);
}

it.each(edits.map(({ name, types, why }, index) => [name, types, why, index] as const))(
  "%s: %s",
  (_, types, why, index) => {
    const said = errors.get(index) ?? [];
    expect(said.length > 0 ? "breaking" : "builds", `${why}\n${said.join("\n")}`).toBe(
      types === "breaking" ? "breaking" : "builds",
    );
  },
);
