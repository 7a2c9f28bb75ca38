import type { BigIntStats } from "node:fs";
import { rm, rmdir, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { fileError } from "./file-error.ts";
import { makeFolder } from "./make-folder.ts";

/** Writing takes some milliseconds. Whoever holds the lock for so long is stopped or hangs. */
const PATIENCE = 30_000;

/** What SQLite says where another process holds the lock, and where the file is not there and cannot be made. */
const BUSY = 5;
const CANNOT_OPEN = 14;

/**
 * Does work while no other process does work under the same lock, and returns what it returns. Waits for its turn.
 *
 * The lock is an exclusive transaction on an empty SQLite database: the operating system holds it, and lets go of it when
 * the process ends, whatever ends it. No lock can therefore be stale, and nobody has to guess whether a process lives.
 * The file is deleted with the folder it lies in, where that is empty.
 *
 * @param file the lock; the folder it lies in is made where it is missing
 * @throws {Error} where the lock cannot be made, or another process has held it for half a minute
 */
export async function whileLocked<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const lock = await take(file);
  try {
    return await work();
  } finally {
    // Deleted before it is let go: whoever waits for it sees that it is gone, and takes the next one.
    await rm(file, { force: true }).catch(() => {});
    await rmdir(dirname(file)).catch(() => {});
    lock.close();
  }
}

async function take(file: string): Promise<DatabaseSync> {
  const begun = performance.now();
  for (;;) {
    // What is locked may have been deleted since it was opened. Only what has lain here before and after is the lock.
    const before = await identity(file);
    const lock = await tryToLock(file);
    if (lock instanceof DatabaseSync) {
      // The first attempt makes the file, the second takes it.
      if (before !== undefined && before === (await identity(file))) return lock;
      lock.close();
      continue;
    }
    const waited = performance.now() - begun;
    // Its folder may be deleted by one process between two steps of another, but not for so long.
    if (lock !== "busy" && waited > 1_000)
      throw new Error(`${file} cannot be locked: ${lock.message}`, { cause: lock });
    if (waited > PATIENCE) {
      throw new Error(`${file} has been locked for ${PATIENCE / 1000} s: end the process that holds it, and try again`);
    }
    await sleep(5);
  }
}

/** The lock, or why it is not to be had now. Does not wait inside of SQLite, which would stop this whole process. */
async function tryToLock(file: string): Promise<DatabaseSync | "busy" | Error> {
  let lock: DatabaseSync | undefined;
  try {
    await makeFolder(dirname(file));
    lock = new DatabaseSync(file, { timeout: 0 });
    lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock?.close();
    if (!(error instanceof Error)) throw error;
    if ("errcode" in error && error.errcode === BUSY) return "busy";
    if (("errcode" in error && error.errcode === CANNOT_OPEN) || ("code" in error && error.code === "ENOENT"))
      return error;
    throw fileError(basename(dirname(file)), error);
  }
}

async function identity(path: string): Promise<string | undefined> {
  try {
    const { dev, ino, birthtimeNs }: BigIntStats = await stat(path, { bigint: true });
    return `${dev} ${ino} ${birthtimeNs}`;
  } catch {
    return undefined;
  }
}
