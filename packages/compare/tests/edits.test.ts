import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@repo/commands";
import type { OpenApiDocument } from "@repo/openapi";
import { runNode, strictest } from "@repo/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeChanges } from "../src/describe-changes.ts";

import { type JudgedEdit, judgeEdit } from "../src/table/edit.ts";
import { edits } from "../src/table/edits.ts";
import { modelsApi } from "../src/table/models-api.ts";
import { modulesOf } from "./user-modules.ts";
import { userProgram } from "./user-program.ts";

const judged: JudgedEdit[] = [];
for (const edit of edits) judged.push(await judgeEdit(edit));

const rows = judged.map((row, index) => [row.edit.name, row, index] as const);

describe("an edit", () => {
  it.each(rows)("is judged as expected: %s", (_, { edit, before, after, expected, given, comparison }) => {
    expect(given, `${edit.why}\n${JSON.stringify(comparison.changes, null, 2)}`).toEqual(expected);
    // Without the compiler, the same changes are found, except those that only the compiler sees.
    const quick = describeChanges(before, after);
    expect(quick.every((change) => change.types === undefined)).toBe(true);
    const seen = comparison.changes.filter(({ kind }) => kind !== "types");
    expect(seen.map(({ kind, wire }) => [kind, wire]).sort()).toEqual(
      quick.map(({ kind, wire }) => [kind, wire]).sort(),
    );
  });

  it("changes the description, and has a name of its own", () => {
    const idle = judged.filter(({ before, after }) => JSON.stringify(before) === JSON.stringify(after));
    expect(idle.map(({ edit }) => edit.name)).toEqual([]);
    expect(new Set(edits.map(({ name }) => name)).size).toBe(edits.length);
  });
});

// The verdict on types is checked against the compiler that users have: a program that uses everything in the old
// description is compiled with the types of the new one.
describe("the build of a user after an edit", () => {
  const compilerOptions = { ...strictest, module: "esnext", moduleResolution: "bundler", skipLibCheck: true };
  let folder: string;
  let errors: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "user-build-"));
    await symlink(join(root, "packages/compare/node_modules"), join(folder, "node_modules"), "junction");
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["edit-*/*.ts"] }));
    await writeProject("edit-before", modelsApi, modelsApi);
    for (const [index, { edit, before, after }] of judged.entries()) {
      await writeProject(`edit-${index}`, before, after);
      if (edit.given) await writeProject(`edit-${index}-before`, before, before);
    }
    const tsc = join(folder, "node_modules/typescript/bin/tsc");
    errors = (await runNode([tsc, "--pretty", "false"], folder)).stdout.split("\n");
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function writeProject(name: string, before: OpenApiDocument, after: OpenApiDocument): Promise<void> {
    const [[, types = ""] = []] = await modulesOf("", before);
    const names = [...types.matchAll(/^export (?:type|interface|const) (\w+)/gm)].map(([, name = ""]) => name);
    const program: [string, string] = [`${name}/program.ts`, userProgram(before, names)];
    await mkdir(join(folder, name));
    for (const [path, text] of [...(await modulesOf(name, after)), program]) await writeFile(join(folder, path), text);
  }

  it("succeeds with the types that the program was written for", () => {
    expect(errors.filter((line) => /^edit-(\d+-)?before\//.test(line))).toEqual([]);
  });

  it.each(rows)("fails if the verdict is breaking: %s", (_, { edit }, index) => {
    const found = errors.filter((line) => line.startsWith(`edit-${index}/`));
    expect(found.length > 0, `${edit.why}\n${found.join("\n")}`).toBe(edit.types === "breaking");
  });
});
