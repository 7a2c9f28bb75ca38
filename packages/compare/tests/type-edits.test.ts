import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { typesModule } from "@repo/codegen";
import { root } from "@repo/commands";
import { runNode, strictest } from "@repo/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentsOf } from "../src/table/pairs.ts";
import { judgeTypeEdit, type TypeEdit, typeEdits } from "../src/table/type-edits.ts";

const rows = typeEdits.map((row, index) => [row.name, row, index] as const);

describe("what an edit does to TypeScript users", () => {
  it.each(rows)("is judged as expected: %s", async (_, row) => {
    const { expected, given } = await judgeTypeEdit(row);
    expect(given, row.program).toEqual(expected);
  });

  it("has a name of its own", () => expect(new Set(typeEdits.map(({ name }) => name)).size).toBe(typeEdits.length));
});

// The compiler that users have is the judge of the verdicts: it compiles the program of each row with both types.
describe("the program of a row", () => {
  const compilerOptions = { ...strictest, module: "esnext", moduleResolution: "bundler", skipLibCheck: true };
  let folder: string;
  let errors: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "type-edits-"));
    await symlink(join(root, "packages/compare/node_modules"), join(folder, "node_modules"), "junction");
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["row-*/*.ts"] }));
    for (const [index, row] of typeEdits.entries()) {
      for (const [when, document] of documentsOf(row).entries()) {
        const project = join(folder, `row-${index}-${when === 0 ? "before" : "after"}`);
        await mkdir(project);
        await writeFile(join(project, "types.ts"), (await typesModule(document, "")).code);
        await writeFile(join(project, "program.ts"), userProgram(row));
      }
    }
    const tsc = join(folder, "node_modules/typescript/bin/tsc");
    errors = (await runNode([tsc, "--pretty", "false"], folder)).stdout.split("\n");
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(rows)("compiles with the types that it was written for: %s", (_, _row, index) => {
    expect(errors.filter((line) => line.startsWith(`row-${index}-before/`))).toEqual([]);
  });

  it.each(rows)("does not compile with the new ones if the verdict is breaking: %s", (_, { types }, index) => {
    const found = errors.filter((line) => line.startsWith(`row-${index}-after/`));
    expect(found.length > 0, found.join("\n")).toBe(types === "breaking");
  });
});

function userProgram({ program }: TypeEdit): string {
  return `import type * as T from "./types.ts";
type Operation = T.paths["/it"]["post"];
type Json<Of> = Of extends { content: { "application/json": infer Body } } ? Body : never;
declare function send(body: Operation extends { requestBody: infer Body } ? Json<Body> : never): void;
declare function call(parameters: Omit<Operation["parameters"], "header" | "path" | "cookie">): Promise<unknown>;
declare const res: Json<Operation["responses"][200]>;
export async function user(): Promise<void> {
  ${program}
}
export { call, res, send, type T };
`;
}
