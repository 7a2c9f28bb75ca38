import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { root, runTurboQuietly, specFile } from "@repo/commands";
import { installClient, installLocked } from "@repo/testing";
import { build } from "esbuild";
import { bundle } from "../bundle.ts";
import { count, goal, machine, measure, median, print, ratio, spread, table } from "../report.ts";
import type { Task, Times } from "./calls.ts";

/** The clients, each by its program in `programs/`, which updates a model. */
const clients = {
  scenario: "this client",
  fetch: "fetch",
  "openapi-fetch": "openapi-fetch",
  redocly: "redocly",
  "hey-api": "hey-api",
  ky: "ky",
  axios: "axios",
};

type Name = keyof typeof clients;

const modes = ["overHttp", "inProcess"] as const;
type Mode = (typeof modes)[number];

/** Measures this client beside others: bundle, time of a call, memory. */
export async function benchClient({ quick }: { quick: boolean }): Promise<void> {
  // Several processes, because ratios differ more between processes than between rounds. 168 rounds are twelve cycles
  // of the order in which seven clients take turns.
  const [processes, rounds, calls] = quick ? [1, 3, 1_000] : [3, 168, 100_000];
  const where = machine();
  const folder = await mkdtemp(join(tmpdir(), "bench-client-"));
  try {
    await measure("Build this client and the sandbox", async () => {
      runTurboQuietly(["@scenario-openapi/sandbox#build"]);
    });
    const peers = await measure("Install the others", () => installLocked(join(root, "packages/bench/peers"), "bench"));
    const { sources, modules } = await measure("Prepare a program for each", () => prepare(folder, peers));
    const names = Object.keys(clients) as Name[];
    const bundles: Record<string, number> = {};
    for (const name of names) bundles[name] = (await bundle(updateOneModel(name), sources)).size;
    const runs: Record<Mode, Times>[] = [];
    await measure("Time calls", async () => {
      while (runs.length < processes) runs.push(await inProcess({ kind: "time", modules, rounds }));
    });
    const kept: Record<string, number> = {};
    await measure("Measure memory", async () => {
      for (const name of names) kept[name] = await inProcess({ kind: "memory", module: modules[name] ?? "", calls });
    });
    const times = (mode: Mode, name: Name) => runs.flatMap((run) => run[mode][name] ?? []);
    /** How many times as long as another a client takes, by process. */
    const ratios = (mode: Mode, name: Name, other: Name) =>
      runs.map(({ [mode]: times }) => ratio(times[name] ?? [], times[other] ?? []));
    const rows = names.map((name) => [
      clients[name],
      count(bundles[name] ?? 0),
      ...modes.flatMap((mode) => [spread(times(mode, name)), spread(ratios(mode, name, "fetch"), 2, 0)]),
      count(kept[name] ?? 0),
    ]);
    const heading = ["", "bundle, B", "over HTTP, µs", "× fetch", "in process, µs", "× fetch", "memory kept, B"];
    const within = (limit: number, what: string, found: readonly number[]) =>
      goal(median(found) <= limit, what, `${spread(found, 2, 0)} × its time`);
    const bytes = (limit: number, what: string, found = Number.NaN) =>
      goal(found <= limit, `${what} at most ${count(limit)} B`, `${count(found)} B`);
    const http = (name: Name) =>
      within(1, `Over HTTP no slower than ${clients[name]}`, ratios("overHttp", "scenario", name));
    print(
      { quick },
      {
        tables: [table(heading, rows)],
        notes: [
          "bundle: a program that updates one model, minified and gzipped. Time of a call: the median of all rounds and their",
          "middle half. × fetch: the median ratio of a process's rounds; of all processes the median, the lowest and the highest.",
          `Processes: ${processes}, rounds in each: ${rounds}. Over HTTP: node:http on 127.0.0.1. In process: the sandbox's fetch.`,
          `memory kept: what ${count(calls)} calls add, on the heap and outside it.`,
        ],
        machine: where,
        goals: [
          bytes(7000, "Bundle of", bundles["scenario"]),
          http("openapi-fetch"),
          http("hey-api"),
          http("ky"),
          http("axios"),
          within(1.25, "In process at most 1.25 times fetch", ratios("inProcess", "scenario", "fetch")),
          // A byte a call is less than any object takes: a bare fetch keeps as much, in the runtime's own caches.
          bytes(calls, `After ${count(calls)} calls, memory kept is`, kept["scenario"]),
        ],
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Puts the programs in an empty folder with what they import: this client from its tarball, the others as installed,
 * and the clients of hey-api and Redocly as generated from the spec.
 */
async function prepare(folder: string, peers: string): Promise<{ sources: string; modules: Record<string, string> }> {
  const sources = join(folder, "programs");
  await cp(join(import.meta.dirname, "programs"), sources, { recursive: true });
  await installClient(folder);
  for (const name of await readdir(peers)) {
    if (!name.startsWith(".")) await symlink(join(peers, name), join(folder, "node_modules", name), "junction");
  }
  const heyApi = join(peers, "@hey-api/openapi-ts/bin/run.js");
  const redocly = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
  const generate = (...args: string[]) =>
    promisify(execFile)(process.execPath, args, {
      cwd: folder,
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    });
  await Promise.all([
    generate(heyApi, "-i", specFile, "-o", join(sources, "hey-api"), "--no-log-file"),
    generate(redocly, "generate-client", specFile, "-o", join(sources, "redocly.ts")),
  ]);
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

function updateOneModel(program: string): string {
  return `
    import { connect } from "./${program}.mts";
    const update = connect({ baseUrl: "https://sandbox.invalid/v1", apiKey: "key", apiSecret: "secret" });
    const model = await update("model_eyVcnFJcR92BxBkz7N6g5w", { name: "Cinematic Realism" });
    console.log(model.name);
  `;
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
