import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { root } from "../../root.ts";
import { faults } from "./faults.ts";
import { basicToken, searchFor, secrets } from "./secrets.ts";
import { modelOf, plan } from "./soak-plan.ts";

interface Run {
  exitCode: number;
  /** What was printed, errors included. */
  output: string;
}

async function faultRun(seed: number, ...args: string[]): Promise<Run> {
  const env = { ...process.env, SEED: String(seed), NO_COLOR: "1" };
  const script = join(root, "scripts/fault-run.ts");
  const run = promisify(execFile)(process.execPath, [script, ...args], { cwd: root, env, timeout: 170_000 });
  return run.then(
    ({ stdout, stderr }) => ({ exitCode: 0, output: stdout + stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      exitCode: code,
      output: stdout + stderr,
    }),
  );
}

/** A number of the table that a run prints. */
function numberOf({ output }: Run, title: string): number {
  const [, number] = new RegExp(`^ +${title} +([\\d,.-]+)`, "m").exec(output) ?? [];
  return Number(number?.replaceAll(",", "") ?? Number.NaN);
}

describe("10,000 updates at a time of 64, one answer in five faulty,", () => {
  it("are each applied or reported as what they are, and leave nothing", { timeout: 180_000 }, async () => {
    const run = await faultRun(1);
    expect(run).toMatchObject({ exitCode: 0, output: expect.stringContaining("✓") });
    for (const title of [
      "lost",
      "reported wrongly",
      "sockets left",
      "timers left",
      "listeners left",
      "secrets shown",
    ]) {
      expect([title, numberOf(run, title)]).toEqual([title, 0]);
    }
    expect(numberOf(run, "updates sent")).toBe(10_000);
    expect(numberOf(run, "applied") + numberOf(run, "reported")).toBe(10_000);
    const share = Number(/\((\d+\.\d) %\)/.exec(run.output)?.[1]);
    expect(Math.abs(share - 20)).toBeLessThan(2);
    const { apiKey, apiSecret, wandbKey } = secrets;
    expect(searchFor([apiKey, apiSecret, wandbKey, basicToken(apiKey, apiSecret)])(run.output)).toEqual([]);
    console.log(run.output);
  });

  it("go the same way with the same seed, and another with another", { timeout: 180_000 }, async () => {
    const lines = async (seed: number) => {
      const { output } = await faultRun(seed, "--updates", "300", "--concurrency", "16");
      return output.split("\n").filter((line) => !/^ +(time|memory left) /.test(line));
    };
    const once = await lines(2);
    expect(once.join("\n")).toContain("✓");
    expect(await lines(2)).toEqual(once);
    expect((await lines(3)).slice(4)).not.toEqual(once.slice(4));
  });
});

describe("the plan of a run", () => {
  const steps = (seed: number) =>
    Array.from({ length: 3000 }, (_, index) => [1, 2, 3].map((attempt) => plan(seed).step(index, attempt)));

  it("follows from its seed", () => {
    expect(steps(1)).toEqual(steps(1));
    expect(steps(1)).not.toEqual(steps(2));
  });

  it("has every fault, one answer in five, some of them after the update was applied", () => {
    const all = steps(1).flat();
    const faulty = all.filter(({ name }) => name !== undefined);
    expect(faulty.length / all.length).toBeCloseTo(0.2, 1);
    expect(new Set(faulty.map(({ name }) => name))).toEqual(new Set(Object.keys(faults)));
    expect(faulty.filter(({ apply }) => apply).length / faulty.length).toBeGreaterThan(0.2);
  });

  it("is for the model and attempt that the server sees", () => {
    const { script, step } = plan(1);
    const request = { method: "PUT", url: "", headers: {}, body: {}, modelId: modelOf(17), attempt: 2 };
    expect(script(request)).toEqual(step(17, 2));
  });
});
