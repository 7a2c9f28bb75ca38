import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { promisify } from "node:util";
import type { OpenApiDocument } from "@scenario-openapi/openapi";
import { formatProblems, readDescription } from "@scenario-openapi/openapi/read";

/** A description to compare another one with. */
export interface Base {
  /** As people call it: `v1.2.0`, `main`, `other/openapi.yaml`. */
  name: string;
  /** The ID of the commit, if it is a git revision. */
  commit?: string;
  document: OpenApiDocument;
}

/** The files that a description may consist of. */
const PARTS = /\.(ya?ml|json)$/;

/**
 * Reads a description from a file, or from a git revision together with the files that it refers to.
 *
 * @param folder the repository
 * @param file the path of the description in the repository
 * @param name a file or a revision; by default the newest release tag before this commit, or else `main` or `origin/main`
 * @throws if the name is neither a file nor a revision, or its description is missing or has an error
 */
export async function baseDescription(folder: string, file: string, name?: string): Promise<Base> {
  const isFile = name !== undefined && (await stat(resolve(name)).catch(() => undefined))?.isFile();
  if (isFile) return { name, document: await readOrThrow(resolve(name), name) };
  const revision = name ?? (await lastRelease(folder));
  const commit = await git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`);
  if (commit === undefined) {
    throw new Error(`"${revision}" is neither a file nor a git revision. Name one that has ${file}, such as main.`);
  }
  const id = commit.trim();
  return { name: revision, commit: id, document: await readRevision(folder, file, id, revision) };
}

async function lastRelease(folder: string): Promise<string> {
  const tag = await git(folder, "describe", "--tags", "--abbrev=0");
  if (tag !== undefined) return tag.trim();
  for (const branch of ["main", "origin/main"]) {
    if ((await git(folder, "rev-parse", "--verify", "--quiet", branch)) !== undefined) return branch;
  }
  throw new Error("There is no release tag and no branch main to compare with. Name a git revision or a file.");
}

async function readRevision(folder: string, file: string, commit: string, name: string): Promise<OpenApiDocument> {
  const listed = (await git(folder, "ls-tree", "-r", "-z", "--name-only", commit, "--", `${dirname(file)}/`)) ?? "";
  const parts = listed.split("\0").filter((path) => PARTS.test(path));
  if (!parts.includes(file)) throw new Error(`${name} has no ${file}. Name a revision that has it.`);
  const copy = await mkdtemp(join(tmpdir(), "spec-compare-"));
  try {
    for (const path of parts) {
      const text = await git(folder, "show", `${commit}:./${path}`);
      await mkdir(dirname(join(copy, path)), { recursive: true });
      await writeFile(join(copy, path), text ?? "");
    }
    return await readOrThrow(join(copy, file), `${file} at ${name}`, copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function readOrThrow(path: string, name: string, copy?: string): Promise<OpenApiDocument> {
  const { document, problems } = await readDescription(path, "structure");
  const errors = problems.filter(({ severity }) => severity === "error");
  if (document && errors.length === 0) return document;
  const here = copy === undefined ? "" : `${relative(process.cwd(), copy).replaceAll(sep, "/")}/`;
  const shown = errors.map((problem) => ({ ...problem, file: problem.file.replace(here, "") }));
  throw new Error(
    `${name} has errors, so nothing can be compared with it:\n\n${formatProblems(shown, process.stderr)}`,
  );
}

/** What git prints, or undefined if it fails. */
export async function git(folder: string, ...args: string[]): Promise<string | undefined> {
  try {
    const options = { cwd: folder, maxBuffer: 256 * 1024 * 1024 };
    return (await promisify(execFile)("git", args, options)).stdout;
  } catch {
    return undefined;
  }
}
