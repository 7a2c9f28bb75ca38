import { watch } from "node:fs";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { committedFiles, type Files } from "../../generate/generated-files.ts";
import { readSpec } from "../../spec/read-spec.ts";
import { specFile } from "../../spec-document.ts";
import { addPackages, type DevProcess, startDev } from "../../tests/dev-process.ts";
import { copyWorkspace, type WorkspaceCopy } from "../../tests/workspace-copy.ts";
import { editsOf } from "./edits.ts";

/** A save that takes longer than this has failed. */
const TIMEOUT = 20_000;

/**
 * Saves seeded edits of the description in a copy of the workspace where `pnpm dev` runs, one when all is done for the one
 * before, every other by a rename as editors do.
 *
 * @returns for each, how many milliseconds passed from before the save until the types and the client of exactly that
 * description were on disk
 */
export async function measureSaves(count: number, seed: number): Promise<number[]> {
  const edits = editsOf(await readFile(specFile, "utf8"), count, seed);
  const expected = await filesOf(edits);
  const workspace = await copyWorkspace();
  await addPackages(workspace);
  const dev = startDev(workspace);
  try {
    await allDone(dev);
    await sleep(2000); // it rehearses
    const latencies: number[] = [];
    for (const [turn, text] of edits.entries()) {
      dev.forget();
      latencies.push(await measureSave(workspace, text, expected[turn] ?? new Map(), turn % 2 === 1));
      await allDone(dev);
    }
    return latencies;
  } finally {
    await dev.kill("SIGINT");
    await workspace.remove();
  }
}

/** What each edit shall give, as this process makes it. */
async function filesOf(edits: readonly string[]): Promise<Files[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-edits-"));
  try {
    const all: Files[] = [];
    for (const text of edits) {
      const file = join(folder, "openapi.yaml");
      await writeFile(file, text);
      const { document } = await readSpec(file, "structure");
      if (!document) throw new Error("An edit breaks the description");
      all.push(await committedFiles(document));
    }
    return all;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureSave(workspace: WorkspaceCopy, text: string, files: Files, byRename: boolean): Promise<number> {
  const folders = new Set([...files.keys()].map((path) => dirname(join(workspace.folder, path))));
  const ended = new AbortController();
  const written = new Promise<number>((resolve, reject) => {
    const look = async () => {
      const at = performance.now();
      if (await areOnDisk(workspace, files)) resolve(at);
    };
    for (const folder of folders) watch(folder, { signal: ended.signal }, () => look().catch(reject));
    const timer = setTimeout(() => reject(new Error(`A save was not written within ${TIMEOUT / 1000} s`)), TIMEOUT);
    ended.signal.addEventListener("abort", () => clearTimeout(timer));
  });
  try {
    const saved = performance.now();
    const file = join(workspace.folder, "spec/openapi.yaml");
    await writeFile(byRename ? `${file}.tmp` : file, text);
    if (byRename) await rename(`${file}.tmp`, file);
    return (await written) - saved;
  } finally {
    ended.abort();
  }
}

async function areOnDisk({ read }: WorkspaceCopy, files: Files): Promise<boolean> {
  for (const [path, content] of files) if ((await read(path)) !== content) return false;
  return true;
}

function allDone(dev: DevProcess): Promise<void> {
  return dev.until(/ types +\d+ ms/);
}
