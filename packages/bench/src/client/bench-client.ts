import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { root, runTurboQuietly, specFile } from "@scenario-openapi/commands";
import { installClient, installLocked } from "@scenario-openapi/testing";
import { build } from "esbuild";
import { count, goal, machine, measure, print, ratio, spread, table } from "../report.ts";
import { bundle, programs } from "./bundle.ts";
import type { Task, Times } from "./calls.ts";

/** The clients, each by its program in `programs/`, which updates a model. */
const clients = {
  scenario: "this client",
  fetch: "fetch",
  "openapi-fetch": "openapi-fetch",
  "hey-api": "hey-api",
  ky: "ky",
  axios: "axios",
};

/** Measures this client beside others: bundle, time of a call, memory. */
export async function benchClient({ quick }: { quick: boolean }): Promise<void> {
  const [rounds, calls] = quick ? [3, 1_000] : [400, 100_000];
  const where = machine();
  const folder = await mkdtemp(join(tmpdir(), "bench-client-"));
  try {
    await measure("Build this client and the sandbox", async () => {
      runTurboQuietly(["@scenario-openapi/sandbox#build"]);
    });
    const peers = await measure("Install the others", () => installLocked(join(root, "packages/bench/peers"), "bench"));
    const { sources, modules } = await measure("Prepare a program for each", () => prepare(folder, peers));
    const names = Object.keys(clients);
    const bundles: Record<string, number> = {};
    for (const name of names) bundles[name] = gzipSync(await bundle(name, sources), { level: 9 }).length;
    const times = await measure("Time calls", () =>
      inProcess<{ inProcess: Times; overHttp: Times }>({ kind: "time", modules, rounds }),
    );
    const kept: Record<string, number> = {};
    await measure("Measure memory", async () => {
      for (const name of names) kept[name] = await inProcess({ kind: "memory", module: modules[name] ?? "", calls });
    });
    const { overHttp } = times;
    const timesFetch = (of: Times, name: string) => ratio(of[name] ?? [], of["fetch"] ?? []).toFixed(2);
    const rows = names.map((name) => [
      clients[name as keyof typeof clients],
      count(bundles[name] ?? 0),
      spread(overHttp[name] ?? []),
      timesFetch(overHttp, name),
      spread(times.inProcess[name] ?? []),
      timesFetch(times.inProcess, name),
      count(kept[name] ?? 0),
    ]);
    const heading = ["", "bundle, B", "over HTTP, µs", "× fetch", "in process, µs", "× fetch", "memory kept, B"];
    const ours = bundles["scenario"] ?? Number.NaN;
    const faster = (what: string, of: Times) => {
      const found = ratio(of["scenario"] ?? [], of["ky"] ?? []);
      return goal(found < 1, `${what} faster than ky, which retries too`, `${found.toFixed(2)} × its time`);
    };
    print(
      { quick },
      {
        tables: [table(heading, rows)],
        notes: [
          "bundle: a program that updates one model, minified and gzipped. Times of a call: the median and the middle half of",
          "the rounds; × fetch: the median of each round's ratio. Over HTTP: node:http on 127.0.0.1. In process: the sandbox's",
          `fetch. memory kept: what ${count(calls)} calls add to the heap.`,
        ],
        machine: where,
        goals: [
          goal(ours <= 7000, "Bundle of at most 7,000 B", `${count(ours)} B`),
          goal(ours < (bundles["ky"] ?? 0), "Bundle smaller than that of ky", `${count(ours)} B`),
          faster("In process", times.inProcess),
          faster("Over HTTP", overHttp),
        ],
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Puts the programs in an empty folder with what they import: this client from its tarball, the others as installed,
 * and hey-api's client as generated from the spec.
 */
async function prepare(folder: string, peers: string): Promise<{ sources: string; modules: Record<string, string> }> {
  const sources = join(folder, "programs");
  await cp(programs, sources, { recursive: true });
  await installClient(folder);
  for (const name of await readdir(peers)) {
    if (!name.startsWith(".")) await symlink(join(peers, name), join(folder, "node_modules", name), "junction");
  }
  const heyApi = join(peers, "@hey-api/openapi-ts/bin/run.js");
  const args = [heyApi, "-i", specFile, "-o", join(sources, "hey-api"), "--no-log-file"];
  await promisify(execFile)(process.execPath, args, { cwd: folder });
  const names = Object.keys(clients);
  const outdir = join(folder, "run");
  await build({
    entryPoints: names.map((name) => join(sources, `${name}.mts`)),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node22",
  });
  return { sources, modules: Object.fromEntries(names.map((name) => [name, join(outdir, `${name}.mjs`)])) };
}

/** Does a task in a process of its own. */
async function inProcess<Result>(task: Task): Promise<Result> {
  const child = fork(join(import.meta.dirname, "calls.ts"), { execArgv: ["--expose-gc"] });
  const ended = once(child, "exit").then(([code]): never => {
    throw new Error(`calls.ts ended with exit code ${code} before it answered`);
  });
  child.send(task);
  const [result] = await Promise.race([once(child, "message"), ended]);
  ended.catch(() => {});
  return result as Result;
}
