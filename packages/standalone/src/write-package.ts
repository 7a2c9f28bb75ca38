import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { glob, readdir, readFile, rm } from "node:fs/promises";
import { isAbsolute, join, normalize, relative, sep } from "node:path";
import { type Files, findStale, readIfThere, replaceFolder, type Stale, writeFiles } from "@repo/commands";
import { isRecord } from "@repo/openapi";

/** The file that lists what was written into a folder, with a digest of each file, to tell it from what people add. */
const LIST = ".generated.json";

const NOT_GENERATED = "was not generated";
const CHANGED = "was changed since it was generated";
const UNREADABLE = "cannot be read as JSON: correct it";
/** The folder of the site, which is replaced as a whole. */
const SITE = "docs";
/** Files that people may have instead of the generated ones. */
const REPLACEABLE = ["README.md", ".gitignore", ".gitattributes"];

/** What became of the files of a package. */
export interface WrittenPackage {
  written: string[];
  unchanged: string[];
  /** Files that people wrote or changed, and may: they stay as they are. */
  kept: string[];
  /** Files of another time that are not generated any more. */
  removed: string[];
  /** How many files the site has, if there is one. */
  pages?: number;
}

/** What is to be done with the files of a package. */
interface Plan {
  wanted: Map<string, string>;
  kept: string[];
  /** The files in the way, and why they are. */
  inTheWay: Map<string, string>;
  /** The files of another time. */
  surplus: string[];
}

/** The digests of the files that were written, by path. */
type List = ReadonlyMap<string, string>;

/** What is to be in the folder of a package. What is left out stays as it is there. */
export interface PackageParts {
  /** All files but those of the site, by path. */
  files?: ReadonlyMap<string, string>;
  /** The files of the site, by path from `docs`. They are written one by one. */
  site?: Files<string>;
}

/**
 * Writes the files of a package, all of them or none, and then its site. It replaces and removes what it wrote before, and
 * nothing else.
 *
 * @throws {Error} that names each file in the way: it was not written by this function, or was changed since
 */
export async function writePackage(folder: string, { files, site }: PackageParts): Promise<WrittenPackage> {
  const before = await readList(folder);
  const { wanted, kept, inTheWay, surplus } = await planOf(folder, files, before);
  if (site) for (const [path, reason] of await changesInSite(folder, before)) inTheWay.set(path, reason);
  if (inTheWay.size > 0) {
    const lines = [...inTheWay].map(([path, reason]) => `  ${join(folder, path)} ${reason}`).join("\n");
    throw new Error(
      `Nothing was written, because files are in the way:\n${lines}\nMove them, or their changes, elsewhere.`,
    );
  }
  const list = new Map([...before].filter(([path]) => !files || kept.includes(path) || isInSite(path)));
  for (const [path, content] of wanted) list.set(path, digestOf(content));
  const changed = await writeFiles(folder, new Map([...wanted, [LIST, textOf(list)]]));
  for (const path of surplus) await rm(join(folder, path));
  const written = [...wanted.keys()].filter((path) => changed.includes(path));
  const unchanged = [...wanted.keys()].filter((path) => !changed.includes(path));
  const result = { written, unchanged, kept, removed: surplus };
  if (!site) return result;
  for (const path of list.keys()) if (isInSite(path)) list.delete(path);
  let pages = 0;
  await replaceFolder(join(folder, SITE), all());
  await writeFiles(folder, new Map([[LIST, textOf(list)]]));
  return { ...result, pages };

  async function* all() {
    yield* hiddenIn(join(folder, SITE));
    for await (const [path, content] of site ?? []) {
      list.set(`${SITE}/${path}`, digestOf(content));
      pages++;
      yield [path, content] as const;
    }
  }
}

/** What people have in the folder of the site for a tool, such as `.nojekyll` or `.git`: it stays. */
async function* hiddenIn(folder: string) {
  if (!existsSync(folder)) return;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = pathFrom(folder, entry);
    if (entry.isFile() && /(^|\/)\./.test(path)) yield [path, await readFile(join(folder, path))] as const;
  }
}

function pathFrom(folder: string, { parentPath, name }: { parentPath: string; name: string }): string {
  return relative(folder, join(parentPath, name)).replaceAll(sep, "/");
}

/** The files of a package and of its site that are not as {@link writePackage} would leave them. */
export async function findStalePackage(folder: string, { files, site }: PackageParts): Promise<Stale[]> {
  const { wanted, inTheWay, surplus } = await planOf(folder, files, await readList(folder));
  const stale: Stale[] = [...inTheWay].map(([path, fault]) => ({ path, fault }));
  for (const [path, content] of wanted) {
    const found = await readIfThere(join(folder, path));
    if (found === undefined) stale.push({ path, fault: "is missing" });
    else if (found !== content) stale.push({ path, fault: "is out of date" });
  }
  for (const path of surplus) stale.push({ path, fault: "is not generated any more: delete it" });
  const inSite = site ? await findStale(join(folder, SITE), site, "**/*") : [];
  return [...stale, ...inSite.map(({ path, fault }) => ({ path: `${SITE}/${path}`, fault }))];
}

async function planOf(folder: string, files: PackageParts["files"], before: List): Promise<Plan> {
  const plan: Plan = { wanted: new Map(), kept: [], inTheWay: new Map(), surplus: [] };
  if (!files) return plan;
  for (const [path, content] of files) {
    const found = await readIfThere(join(folder, path));
    const wasOurs = before.has(path);
    if (found === undefined || found === content) plan.wanted.set(path, content);
    else if (path === "package.json" && wasOurs) {
      const merged = withOwnFields(content, found);
      if (merged === undefined) plan.inTheWay.set(path, UNREADABLE);
      else plan.wanted.set(path, merged);
    } else if (before.get(path) === digestOf(found)) plan.wanted.set(path, content);
    else if (REPLACEABLE.includes(path)) plan.kept.push(path);
    else if (!wasOurs) plan.inTheWay.set(path, NOT_GENERATED);
    else plan.inTheWay.set(path, CHANGED);
  }
  for (const [path, digest] of before) {
    if (files.has(path) || isInSite(path)) continue;
    const found = await readIfThere(join(folder, path));
    if (found !== undefined && digestOf(found) === digest) plan.surplus.push(path);
  }
  return plan;
}

/** What people put into the folder of the site, or changed there, and what they did. */
async function changesInSite(folder: string, before: List): Promise<Map<string, string>> {
  const changes = new Map<string, string>();
  for await (const entry of glob(`${SITE}{,/**/*}`, { cwd: folder, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = pathFrom(folder, entry);
    if (!before.has(path)) changes.set(path, NOT_GENERATED);
    else if (before.get(path) !== digestOf(await readFile(join(folder, path)))) changes.set(path, CHANGED);
  }
  return changes;
}

async function readList(folder: string): Promise<List> {
  const text = await readIfThere(join(folder, LIST));
  if (text === undefined) return new Map();
  try {
    const list: unknown = JSON.parse(text);
    if (isRecord(list) && Object.keys(list).every(isInside)) {
      return new Map(Object.entries(list).map(([path, digest]) => [path, String(digest)]));
    }
  } catch {} // not JSON
  throw new Error(`${join(folder, LIST)} is not the list that was written there. Restore it, or delete the folder.`);
}

function textOf(list: List): string {
  return `${JSON.stringify(Object.fromEntries([...list].sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;
}

/** Whether a path leads nowhere else: somebody else may have written the list. */
function isInside(path: string): boolean {
  return !isAbsolute(path) && !normalize(path).split(sep).includes("..");
}

function isInSite(path: string): boolean {
  return path.startsWith(`${SITE}/`);
}

function digestOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}

/** A manifest with what people added or decide themselves, such as the version. Undefined if it cannot be read. */
function withOwnFields(content: string, found: string): string | undefined {
  const generated: Record<string, unknown> = JSON.parse(content);
  let own: unknown;
  try {
    own = JSON.parse(found.replace(/^\uFEFF/, "")); // Some editors put it before everything, and npm ignores it.
  } catch {} // not JSON
  if (!isRecord(own)) return undefined;
  const merged: Record<string, unknown> = { ...generated, ...own };
  for (const [key, value] of Object.entries(generated)) {
    if (key === "version" || key === "description") continue;
    const theirs = own[key];
    if (Array.isArray(value) && Array.isArray(theirs)) merged[key] = [...new Set([...value, ...theirs])];
    else merged[key] = isRecord(value) && isRecord(theirs) ? { ...theirs, ...value } : value;
  }
  return `${JSON.stringify(merged, null, 2)}\n`;
}
