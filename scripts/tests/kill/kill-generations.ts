import { spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isHalfway, PENDING } from "../../generate/pending-set.ts";
import { settleFiles } from "../../generate/write-files.ts";
import { randomNumbers } from "../network/soak-plan.ts";
import { copyWorkspace, type WorkspaceCopy } from "../workspace-copy.ts";

/** What a run is to do. */
export interface KillPlan {
  seed: number;
  /** How many generations to kill, half of them while they write. */
  kills: number;
  /** Hears how many have been killed, after each. */
  onKill?: (killed: number) => void;
}

/** What became of the generations. The states are those in which the kill left the committed files. */
export interface KillReport {
  /** Milliseconds of a generation that nobody kills, and how long of them it writes. */
  generation: number;
  writing: number;
  /** Kills that came after the end of the generation. */
  ended: number;
  /** Kills that found prepared files, of which none had been moved. */
  prepared: number;
  old: number;
  new: number;
  mixed: number;
  /** Sets that were whole after the first step of the next command; all of them, if all is well. */
  whole: number;
  /** What was wrong, a sentence each. */
  wrong: string[];
}

const MARK = "        - zimage-turbo-lora\n";

/**
 * Kills generations of the committed files in a copy of the workspace, by SIGKILL. The description changes each time,
 * from one to another and back, so that there is always something to write. After each kill the files are looked at,
 * what the next command does first is done, and they are looked at again.
 */
export async function killGenerations({ seed, kills, onKill }: KillPlan): Promise<KillReport> {
  const workspace = await copyWorkspace();
  try {
    const random = randomNumbers(seed);
    const specs = await twoSpecs(workspace);
    const sets: string[] = [];
    const timed: { generation: number; writing: number }[] = [];
    // Each once to know what it gives, and once more to know how long that takes on a warm machine.
    for (const spec of [...specs, ...specs]) {
      await workspace.write("spec/openapi.yaml", spec);
      timed.push(await generateUntil(workspace, { at: Number.POSITIVE_INFINITY, from: "start" }));
      sets.push((await workspace.generated()).join("\0"));
    }
    const [first = "", second = ""] = sets;
    const generation = mean(timed.slice(2).map(({ generation }) => generation));
    const writing = mean(timed.slice(2).map(({ writing }) => writing));
    const names = await allFiles(workspace);
    const report: KillReport = {
      generation,
      writing,
      ended: 0,
      prepared: 0,
      old: 0,
      new: 0,
      mixed: 0,
      whole: 0,
      wrong: [],
    };
    if (first === second) report.wrong.push("both descriptions give the same files: nothing is written");

    let committed = second;
    for (let kill = 1; kill <= kills; kill++) {
      const target = committed === first ? second : first;
      await workspace.write("spec/openapi.yaml", (committed === first ? specs[1] : specs[0]) ?? "");
      const from = kill % 2 === 0 ? "writing" : "start";
      const at = random() * (from === "start" ? generation : writing);
      const { killed } = await generateUntil(workspace, { at, from });
      const where = `kill ${kill}, ${at.toFixed(2)} ms after ${from === "start" ? "its start" : "it began to write"}`;
      if (!killed) report.ended++;

      const found = (await workspace.generated()).join("\0");
      const halfway = await isHalfway(workspace.folder);
      const state = found === committed ? "old" : found === target ? "new" : "mixed";
      report[state]++;
      if (state === "old" && !halfway && (await readdir(workspace.folder)).includes(PENDING)) report.prepared++;
      if (state === "mixed" && !halfway) report.wrong.push(`${where}: a mix, and nothing that says so`);

      await settleFiles(workspace.folder);
      const settled = (await workspace.generated()).join("\0");
      if (settled === target || (settled === committed && !halfway)) report.whole++;
      else report.wrong.push(`${where}: ${settled === committed ? "a decided set was dropped" : "no whole set"}`);
      const left = (await allFiles(workspace)).filter((name) => !names.includes(name));
      if (left.length > 0) report.wrong.push(`${where}: ${left.join(", ")} is left`);
      committed = settled;
      onKill?.(kill);
    }
    await expectLastRunRight(workspace, report);
    return report;
  } finally {
    await workspace.remove();
  }
}

/** The description as it is, and one of which all generated files differ. */
async function twoSpecs(workspace: WorkspaceCopy): Promise<[string, string]> {
  const asItIs = await workspace.read("spec/openapi.yaml");
  await workspace.editSpec(MARK, `${MARK}        - zimage-new-lora\n`);
  return [asItIs, await workspace.read("spec/openapi.yaml")];
}

/**
 * Starts `node scripts/generate-files.ts` and kills it so many milliseconds after its start, or after it began to write.
 *
 * @returns whether it was killed, and what the whole of it and its writing took, in milliseconds
 */
async function generateUntil(
  { folder }: WorkspaceCopy,
  { at, from }: { at: number; from: "start" | "writing" },
): Promise<{ killed: boolean; generation: number; writing: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(folder, "scripts/generate-files.ts")], { cwd: folder, stdio: "ignore" });
  const ended = once(child, "exit");
  // The folder appears with the first step of the writing and disappears with the last.
  const seen: number[] = [];
  const watcher = watch(folder, (_, name) => {
    if (name !== PENDING) return;
    seen.push(performance.now());
    if (from === "writing" && seen.length === 1) killAfter(at);
  });
  const timer = from === "start" && Number.isFinite(at) ? setTimeout(() => child.kill("SIGKILL"), at) : undefined;
  await ended;
  clearTimeout(timer);
  watcher.close();
  return {
    killed: child.signalCode === "SIGKILL",
    generation: performance.now() - began,
    writing: (seen.at(-1) ?? Number.NaN) - (seen[0] ?? Number.NaN),
  };

  // A timer counts in milliseconds, in one of which all files are moved.
  function killAfter(milliseconds: number): void {
    const until = performance.now() + milliseconds;
    while (performance.now() < until);
    child.kill("SIGKILL");
  }
}

function mean(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** A generation that nobody kills, after all the others. */
async function expectLastRunRight(workspace: WorkspaceCopy, report: KillReport): Promise<void> {
  const generation = await workspace.run("generate-files");
  const check = await workspace.run("generate-check");
  if (generation.exitCode !== 0) report.wrong.push(`the last generation failed: ${generation.stderr}`);
  if (check.exitCode !== 0) report.wrong.push(`generate:check failed after it: ${check.stderr}`);
}

async function allFiles({ folder }: WorkspaceCopy): Promise<string[]> {
  const inFolders = await Promise.all(
    ["packages", "spec", "scripts"].map(async (name) =>
      (await readdir(join(folder, name), { recursive: true })).map((path) => join(name, path)),
    ),
  );
  return [...(await readdir(folder)), ...inFolders.flat()];
}
