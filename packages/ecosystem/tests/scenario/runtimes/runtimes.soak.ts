// The packed client in Vitest, and in what package.json pins: Node, Bun, Deno, workerd and Jest. A browser and React
// Native: runtimes.test.ts.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { installLocked, pack } from "@repo/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { account, type Calls, type CommandRuntime, commonJsOnly, startCalls } from "./calls.ts";
import manifest from "./package.json" with { type: "json" };

const pinned: Readonly<Record<string, string>> = manifest.optionalDependencies;
const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
const machine = `${process.platform}-${process.arch}`;
const isMusl = process.platform === "linux" && header.glibcVersionRuntime === undefined;
const unfit = isMusl ? "The runtimes need glibc." : undefined;
const deno = ["run", "--no-prompt", "--no-remote", "--node-modules-dir=manual", "--allow-net=127.0.0.1"];
const grants = ["--allow-env=SCENARIO_SDK_API_KEY,SCENARIO_SDK_API_SECRET"];

const commands: [title: string, pinned: string, command: string, args?: string[], grants?: string[]][] = [
  ["Node 20.19", "node-20.19", "bin/node"],
  ["Node 20", "node-20", "bin/node"],
  ["Node 22", "node-22", "bin/node"],
  ["Node 24", "node-24", "bin/node"],
  ["Node 26", "node-26", "bin/node"],
  ["Bun", "bun", "bin/bun"],
  ["Deno", "deno", "deno", deno, grants],
];

const packages = ["packages/types", "packages/client", "packages/sandbox"] as const;
const report: string[] = [];
let modules: string;
let calls: Calls;

beforeAll(async () => {
  modules = await installLocked(import.meta.dirname, "runtimes");
  calls = await startCalls(async (folder) => {
    const tarballs = await Promise.all(packages.map((name) => pack(name, folder)));
    const install = ["install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", ...tarballs];
    await promisify(execFile)("npm", install, { cwd: folder, shell: process.platform === "win32" });
  });
});
afterAll(async () => {
  console.log(`The packed client ran in:\n${report.map((line) => `  ${line}`).join("\n")}`);
  await calls?.close();
});

describe.each(commands)("%s", (title, line, path, args = [], grants = []) => {
  const alias = `${line}-${machine}`;
  const reason = unfit ?? (alias in pinned ? undefined : `package.json pins no ${alias}.`);
  const run = title.replace(" ", "-");
  const runtime = (): CommandRuntime => {
    const command = join(modules, alias, process.platform === "win32" ? `${path}.exe` : path);
    // npm passes over an optional package that it cannot download.
    if (!existsSync(command)) throw new Error(`npm did not install ${alias}. Delete ${modules} and try again.`);
    return { command, args, grants };
  };

  it("makes all calls, and ends by itself", async ({ signal, skip }) => {
    if (reason) skip(reason);
    const version = await calls.expectCommand(runtime(), run, signal);
    report.push(`${title.split(" ")[0]} ${version}`);
    expect(pinned[alias]).toMatch(new RegExp(`@${version}$`));
  });

  if (line === "deno") {
    it("makes them without permission to read the environment", async ({ signal, skip }) => {
      if (reason) skip(reason);
      await calls.expectCommand(runtime(), `${run}-without-environment`, signal, false);
    });
  }

  if (line.startsWith("node")) {
    it("makes all calls in CommonJS", async ({ signal, skip }) => {
      if (reason) skip(reason);
      await calls.expectRequire(runtime().command, `${run}-required`, signal);
    });
  }
});

describe("Jest requires the client, the types and the sandbox", () => {
  const test = async (signal: AbortSignal, environment: string, options?: object, traits?: { agent: RegExp }) => {
    const config = {
      rootDir: calls.folder,
      testEnvironment: join(modules, environment),
      testMatch: ["**/in-jest.test.cjs"],
      testTimeout: 600_000,
      transform: {},
    };
    const jest = [...commonJsOnly, join(modules, "jest/bin/jest.js"), "--config", JSON.stringify(config)];
    await calls.expectTests(jest, environment, signal, options, traits);
    report.push(`Jest ${manifest.dependencies.jest}, ${environment}`);
  };

  it("in Node", async ({ signal }) => {
    await test(signal, "jest-environment-node");
  });

  it("in jsdom with Node's fetch", async ({ signal }) => {
    await test(signal, "jest-fixed-jsdom", { dangerouslyAllowBrowser: true }, { agent: /^node$/ });
  });
});

it("Vitest imports the client", async ({ signal }) => {
  const vitest = join(dirname(fileURLToPath(import.meta.resolve("vitest/package.json"))), "vitest.mjs");
  const options = ["--globals", "--root", calls.folder, "--testTimeout", "600000"];
  await calls.expectTests([vitest, "run", ...options, "in-vitest.test.js"], "vitest", signal);
  report.push("Vitest");
});

/** A Worker that miniflare runs in workerd. */
interface Worker {
  ready: Promise<unknown>;
  dispatchFetch(url: string): Promise<{ text(): Promise<string> }>;
  dispose(): Promise<void>;
}

it("workerd makes all calls in one request, and shares a client between requests", async ({ skip, onTestFinished }) => {
  if (unfit) skip(unfit);
  const { Miniflare } = (await import(pathToFileURL(join(modules, "miniflare/dist/src/index.js")).href)) as {
    Miniflare: new (options: object) => Worker;
  };
  const worker = new Miniflare({
    modules: true,
    script: await calls.bundle("worker.js", ["workerd", "worker", "browser"]),
    compatibilityDate: "2026-07-30", // It must not be later than workerd itself.
    bindings: { GIVEN: calls.given("workerd", account) },
    cf: false, // It would be downloaded.
  });
  onTestFinished(() => worker.dispose());
  await worker.ready;
  const get = async (path: string) => JSON.parse(await (await worker.dispatchFetch(`http://worker/${path}`)).text());

  const { agent, calls: made } = await get("calls");
  report.push(`workerd (${agent})`);
  calls.expectRight("workerd", made);
  expect(await get("first")).toBe("first");
  const names = ["second", "third", "fourth", "fifth"];
  expect(await Promise.all(names.map(get))).toEqual(names);
});
