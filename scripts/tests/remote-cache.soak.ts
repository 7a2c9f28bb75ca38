// The README says that turbo's remote cache spares a second clone what the first has done: here with a real server.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { root, runNode } from "@repo/testing";
import { afterAll, beforeAll, expect, it } from "vitest";

const run = promisify(execFile);
const shell = process.platform === "win32";
const TASKS = ["build", "generate:check", "typecheck", "docs:build"];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "remote-cache-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("a second clone gets every task from a remote cache", async () => {
  const server = await startServer();
  try {
    const first = await turboInClone("first", server.env);
    expect(first.cached).toBe(0);
    const second = await turboInClone("second", server.env);
    expect(second).toEqual({ cached: first.tasks, tasks: first.tasks });
    console.log(`remote cache: ${second.cached} of ${second.tasks} tasks`);
  } finally {
    server.stop();
  }
});

async function startServer(): Promise<{ env: Record<string, string>; stop(): void }> {
  const home = join(folder, "server");
  await run("npm", ["install", "--prefix", home, "--no-audit", "--no-fund", "turborepo-remote-cache@2.12.0"], {
    shell,
  });
  const port = await freePort();
  const child = spawn(process.execPath, [join(home, "node_modules/turborepo-remote-cache/dist/cli.js")], {
    env: {
      ...process.env,
      PORT: String(port),
      TURBO_TOKEN: "token",
      STORAGE_PROVIDER: "local",
      STORAGE_PATH: join(folder, "storage"),
    },
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${url}/v8/artifacts/status`).catch(() => undefined))) {
    if (child.exitCode !== null) throw new Error(`The server of the cache ended with exit code ${child.exitCode}`);
    await sleep(100);
  }
  return { env: { TURBO_API: url, TURBO_TEAM: "team", TURBO_TOKEN: "token" }, stop: () => void child.kill() };
}

/** Clones the last commit, installs, and runs the tasks. */
async function turboInClone(name: string, env: Record<string, string>): Promise<{ cached: number; tasks: number }> {
  const clone = join(folder, name);
  await run("git", ["clone", "--quiet", root, clone]);
  await run("pnpm", ["install", "--frozen-lockfile"], { cwd: clone, shell });
  const { exitCode, stdout, stderr } = await runNode(["scripts/turbo.ts", ...TASKS], clone, env);
  expect(exitCode, stdout + stderr).toBe(0);
  const [, cached, tasks] = /Cached: +(\d+) cached, (\d+) total/.exec(stdout) ?? [];
  return { cached: Number(cached), tasks: Number(tasks) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
