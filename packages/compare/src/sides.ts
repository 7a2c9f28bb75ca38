import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import type { OpenApiDocument } from "@repo/openapi";
import { formatProblems, type Problem, readDescription } from "@repo/openapi/read";
import type { Change } from "./change.ts";

/** A description, and where it is written. */
export interface Written {
  document: OpenApiDocument;
  /** Where the value at a JSON pointer is written: `spec/openapi.yaml:12`. */
  placeOf(pointer: string): SourcePlace | undefined;
}

/** One of the two descriptions that are compared. */
export interface Side extends Written {
  /** As people call it: `v1.2.0`, `main`, `other/openapi.yaml`, `standard input`. */
  name: string;
  /** The ID of the commit, if it is a git revision. */
  commit?: string;
  /** What is wrong with the description. A released file cannot be corrected, so what can be read of it counts. */
  errors: Problem[];
}

export interface SourcePlace {
  file: string;
  line: number;
  column: number;
}

/** Where a change is written in both descriptions. One is missing if the thing was added or removed. */
export interface Places {
  before?: SourcePlace | undefined;
  after?: SourcePlace | undefined;
}

/** Finds where the changes between two descriptions are written. */
export function placesIn(before: Written, after: Written): (change: Pick<Change, "pointers">) => Places {
  const placed = (side: Written, pointer: string | undefined) =>
    pointer === undefined ? undefined : side.placeOf(pointer);
  return ({ pointers }) => ({ before: placed(before, pointers.before), after: placed(after, pointers.after) });
}

/**
 * The tags of releases: `v1.2.0`, or the one that `changeset publish` gives the package of the spec, such as
 * `@acme/spec@1.2.0`. No other tag counts, such as those of previews (`v1.2.0-beta.1`) or nightly builds.
 */
const RELEASE_TAG = /^(?:v|(?:@[\w.~-]+\/)?spec@)(\d+)\.(\d+)\.(\d+)$/;

/** The files that a description may consist of. */
const PARTS = /\.(ya?ml|json)$/;

/**
 * Reads a description from a file, from standard input (`-`), or from a git revision together with the files that it refers
 * to (`v1.2.0`, or `v1.2.0:other/openapi.yaml` for another file).
 *
 * @param folder the repository
 * @param file the path of the description in the repository
 * @param name by default the last release before this commit, or else `main` or `origin/main`
 * @throws if there is no such file or revision, or nothing of its description can be read
 */
export async function readSide(folder: string, file: string, name?: string): Promise<Side> {
  if (name === "-") return readText(await text(process.stdin), "standard input");
  const isFile = name !== undefined && (await stat(resolve(name)).catch(() => undefined))?.isFile();
  if (isFile) return readFrom(resolve(name), name, folder);
  const [, revision = "", path = file] = /^([^:]*)(?::(.+))?$/.exec(name ?? (await lastRelease(folder))) ?? [];
  const commit = await git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`);
  if (commit === undefined) {
    throw new Error(`"${revision}" is neither a file nor a git revision. Name one that has ${path}, such as main.`);
  }
  const id = commit.trim();
  return { commit: id, ...(await readRevision(folder, path, id, name ?? revision)) };
}

/** The newest of the releases that a commit contains, or else the main branch. */
async function lastRelease(folder: string): Promise<string> {
  const tags = ((await git(folder, "tag", "--merged", "HEAD")) ?? "").split("\n");
  const releases = tags.flatMap((tag) => {
    const [, ...numbers] = RELEASE_TAG.exec(tag) ?? [];
    return numbers.length > 0 ? [{ tag, numbers: numbers.map(Number) }] : [];
  });
  const [newest] = releases.sort((one, other) => byVersion(other.numbers, one.numbers));
  if (newest) return newest.tag;
  for (const branch of ["main", "origin/main"]) {
    if ((await git(folder, "rev-parse", "--verify", "--quiet", branch)) !== undefined) return branch;
  }
  throw new Error("There is no release tag and no branch main to compare with. Name a git revision or a file.");
}

function byVersion(one: readonly number[], other: readonly number[]): number {
  const index = one.findIndex((number, index) => number !== other[index]);
  return (one[index] ?? 0) - (other[index] ?? 0);
}

async function readRevision(folder: string, file: string, commit: string, name: string): Promise<Side> {
  const listed = (await git(folder, "ls-tree", "-r", "-z", "--name-only", commit, "--", `${dirname(file)}/`)) ?? "";
  const parts = listed.split("\0").filter((path) => PARTS.test(path));
  if (!parts.includes(file)) throw new Error(`${name} has no ${file}. Name a revision that has it.`);
  return inCopy(async (copy) => {
    for (const path of parts) {
      const content = await git(folder, "show", `${commit}:./${path}`);
      await mkdir(dirname(join(copy, path)), { recursive: true });
      await writeFile(join(copy, path), content ?? "");
    }
    return readFrom(join(copy, file), name, copy);
  });
}

function readText(content: string, name: string): Promise<Side> {
  return inCopy(async (copy) => {
    const path = join(copy, name);
    await writeFile(path, content);
    return readFrom(path, name, copy);
  });
}

async function inCopy<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const copy = await mkdtemp(join(tmpdir(), "spec-compare-"));
  try {
    return await work(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** @param folder what the paths of files in it are relative to */
async function readFrom(path: string, name: string, folder: string): Promise<Side> {
  const { document, problems, placeOf } = await readDescription(path, "structure", { despiteErrors: true });
  const errors = problems
    .filter(({ severity }) => severity === "error")
    .map((problem) => ({ ...problem, file: pathIn(folder, problem.file) }));
  if (!document) throw new Error(`${name} cannot be read:\n\n${formatProblems(errors, process.stderr)}`);
  return {
    name,
    document,
    errors,
    placeOf(pointer) {
      const found = placeOf(pointer);
      return found && { file: pathIn(folder, found.file), line: found.line, column: found.column };
    },
  };
}

/** The path of a file in a folder. A file elsewhere keeps its own. */
function pathIn(folder: string, file: string): string {
  const path = relative(folder, resolve(file));
  return path.startsWith("..") || isAbsolute(path) ? file : path.replaceAll(sep, "/");
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
