import { copyFile, lstat, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isRecord } from "../spec/is-record.ts";
import { fileError } from "./file-error.ts";
import { makeFolder } from "./make-folder.ts";

/** The folder, in the root of a set of files, in which the set is prepared. It is gone when nothing is under way. */
export const PENDING = ".generating";

/** The lock, in that folder. */
export const LOCK = "lock";

/** One file of a set that is being replaced. Number n is prepared as `n.new`, and what it replaces kept as `n.old`. */
interface Replacement {
  path: string;
  existed: boolean;
}

/** The plan of a set, named after where the set is to go. Renaming it is what decides. */
const DRAFT = "draft.json";
const FORWARD = "forward.json";
const BACK = "back.json";

/** Whether a set of files was committed to and is not yet in its place, so that its files may be of two sets. */
export async function isHalfway(root: string): Promise<boolean> {
  const names = await readdir(join(root, PENDING)).catch((): string[] => []);
  return names.includes(FORWARD) || names.includes(BACK);
}

/**
 * Puts new contents in the place of old ones, all or none. Everything that takes room on the disk comes first: the new
 * files, copies of the old, the plan. Then the plan is renamed, and from there on the new set is what counts: files are
 * only moved, and whoever comes after a kill moves the rest ({@link settle}). Where a file cannot be moved, the plan is
 * renamed again and all files go back.
 *
 * Whoever calls this holds the lock, and has settled what was pending.
 *
 * @throws {Error} that names the file and the reason, after the old state is restored
 */
export async function replaceAll(root: string, contents: ReadonlyMap<string, string>): Promise<void> {
  const folder = join(root, PENDING);
  const made: (() => Promise<void>)[] = [];
  try {
    const plan: Replacement[] = [];
    for (const [path, content] of contents) {
      const number = plan.length;
      await naming(path, async () => {
        made.push(await makeFolder(dirname(join(root, path))));
        await writeDurably(join(folder, `${number}.new`), content);
        plan.push({ path, existed: await copyIfThere(join(root, path), join(folder, `${number}.old`)) });
      });
    }
    await naming(PENDING, () => writeDurably(join(folder, DRAFT), JSON.stringify(plan)));
    await rename(join(folder, DRAFT), join(folder, FORWARD));
    await finish(root, plan);
  } catch (error) {
    if (!(await isHalfway(root))) await empty(folder);
    for (const unmake of made.reverse()) await unmake();
    throw error;
  }
}

/**
 * Finishes what a killed process has begun in `root`: a set that was committed to is moved into place, whatever else was
 * prepared is deleted. Whoever calls this holds the lock.
 *
 * @returns whether a set was moved
 * @throws {Error} that names the file and the reason where a set cannot be moved; its files are back then
 */
export async function settle(root: string): Promise<boolean> {
  const folder = join(root, PENDING);
  const halfway = await isHalfway(root);
  if (halfway) await finish(root, await readPlan(folder));
  else await empty(folder);
  return halfway;
}

/** Moves the files of the plan to where its name says. Can be done again, by any process, from wherever it was left. */
async function finish(root: string, plan: readonly Replacement[]): Promise<void> {
  const folder = join(root, PENDING);
  if ((await readdir(folder)).includes(FORWARD)) {
    try {
      for (const [number, { path }] of plan.entries()) {
        await naming(path, () => moveIfThere(join(folder, `${number}.new`), join(root, path)));
      }
      // The plan goes first: without it, what remains is rubbish.
      await rm(join(folder, FORWARD));
      return await empty(folder);
    } catch (error) {
      await rename(join(folder, FORWARD), join(folder, BACK));
      await goBack(root, plan);
      throw error;
    }
  }
  await goBack(root, plan);
}

async function goBack(root: string, plan: readonly Replacement[]): Promise<void> {
  const folder = join(root, PENDING);
  const names = new Set(await readdir(folder));
  for (const [number, { path, existed }] of plan.entries()) {
    // What is still prepared was never moved, and what stands in its place is right.
    if (names.has(`${number}.new`)) continue;
    await naming(path, () =>
      existed ? moveIfThere(join(folder, `${number}.old`), join(root, path)) : rm(join(root, path), { force: true }),
    );
  }
  await rm(join(folder, BACK));
  await empty(folder);
}

async function readPlan(folder: string): Promise<Replacement[]> {
  const name = (await readdir(folder)).find((name) => name === FORWARD || name === BACK) ?? FORWARD;
  const plan: unknown = JSON.parse(await readFile(join(folder, name), "utf8"));
  if (Array.isArray(plan) && plan.every(isReplacement)) return plan;
  throw new Error(`${join(folder, name)} is no plan of this program: delete ${folder} and generate again`);
}

function isReplacement(value: unknown): value is Replacement {
  return isRecord(value) && typeof value["path"] === "string" && typeof value["existed"] === "boolean";
}

/** Deletes what a set was prepared with, and leaves the lock to whoever holds it. */
async function empty(folder: string): Promise<void> {
  const names = await ifThere(() => readdir(folder));
  for (const name of names ?? []) if (name !== LOCK) await rm(join(folder, name), { recursive: true, force: true });
}

async function moveIfThere(from: string, to: string): Promise<void> {
  if (await ifThere(() => lstat(from))) await rename(from, to);
}

/** Whether there was a file to copy. */
async function copyIfThere(from: string, to: string): Promise<boolean> {
  return (await ifThere(() => copyFile(from, to).then(() => true))) ?? false;
}

/** The result of work on a file, or `undefined` where there is no such file. */
async function ifThere<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

async function writeDurably(path: string, content: string): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function naming<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw fileError(path, error);
  }
}
