// A writing that is killed: at every single step that it takes on the file system, and again while it is mended.
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isHalfway } from "../generate/pending-set.ts";
import { settleFiles } from "../generate/write-files.ts";
import { asAnybody } from "./kill/as-anybody.ts";
import { filesIn, layOut, newSet, oldSet, setIn } from "./kill/sets.ts";

const here = join(import.meta.dirname, "kill");
const preload = join(here, "kill-at-step.ts");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "killed-"));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a program of `kill/`, which is killed before its step of that number. */
function runUntil(step: number, program: string, target: string, options = {}): SpawnSyncReturns<string> {
  const args = ["--import", preload, join(here, program), target];
  return spawnSync(process.execPath, args, {
    env: { ...process.env, KILL_AT: String(step) },
    encoding: "utf8",
    ...options,
  });
}

describe("a writing that is killed", () => {
  it("before any of its steps, and again in the mending, leaves the old set or the new", {
    timeout: 120_000,
  }, async () => {
    const target = join(folder, "set");
    const found: Record<string, number> = {};
    let step = 1;
    for (; ; step++) {
      await layOut(target);
      const { signal, status, stderr } = runUntil(step, "write.ts", target);
      const halfway = await isHalfway(target);
      const before = await setIn(target);
      found[before] = (found[before] ?? 0) + 1;
      if (before === "mixed") expect(halfway, `step ${step}`).toBe(true);
      // The mending itself may be killed, too.
      if (signal) runUntil((step % 9) + 1, "settle.ts", target);
      await settleFiles(target);
      const after = await filesIn(target);
      expect([newSet, oldSet], `step ${step}`).toContainEqual(after);
      if (halfway || before === "new") expect(after, `step ${step}`).toEqual(newSet);
      expect(await readdir(target), `step ${step}`).not.toContain(".generating");
      if (signal === null) {
        expect({ status, stderr, before }).toEqual({ status: 0, stderr: "", before: "new" });
        break;
      }
    }
    console.log(`killed at each of ${step - 1} steps: ${JSON.stringify(found)}, every time mended to a whole set`);
    expect(found["mixed"]).toBeGreaterThan(1);
    expect(found["old"]).toBeGreaterThan(5);
  });

  it("while it takes back what it could not finish, leaves the old set", { timeout: 120_000 }, async () => {
    const target = join(folder, "back");
    const blocked = join(target, "client");
    let [step, mixed] = [1, 0];
    for (; ; step++) {
      await layOut(target);
      // The first file can be moved. The second cannot, by anybody who is not root; that shows only when it is tried.
      await mkdir(join(blocked, "validate"));
      await asAnybody.own(target);
      await chmod(blocked, 0o555);
      const { signal, status, stderr } = runUntil(step, "write.ts", target, asAnybody.options);
      if ((await setIn(target)) === "mixed") {
        mixed++;
        expect(await isHalfway(target), `step ${step}`).toBe(true);
      }
      runUntil((step % 9) + 1, "settle.ts", target, asAnybody.options);
      spawnSync(process.execPath, [join(here, "settle.ts"), target], asAnybody.options);
      expect(await filesIn(target), `step ${step}`).toEqual(oldSet);
      expect(await readdir(target), `step ${step}`).not.toContain(".generating");
      if (signal === null) {
        expect(status).toBe(1);
        expect(stderr).toMatch(/^Nothing was written: client\/.*permissions.*EACCES/);
        break;
      }
    }
    console.log(`killed at each of ${step - 1} steps on the way there and back: ${mixed} mixed, all mended`);
    expect(mixed).toBeGreaterThan(0);
  });
});
