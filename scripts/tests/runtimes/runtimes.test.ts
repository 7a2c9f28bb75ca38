// The packed client, installed by npm, in every runtime that its README names: the same calls everywhere, to the sandbox
// over HTTP, through a front that answers late, badly or not at all.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { launchBrowser } from "../../browser.ts";
import { root } from "../../root.ts";
import { bundle } from "./bundle.ts";
import { commandRuntimes } from "./command-runtimes.ts";
import { type Front, startFront } from "./front.ts";
import { installPackedClient } from "./install-packed.ts";
import { installPinned } from "./install-pinned.ts";
import { servePage } from "./page-server.ts";
import { runCommand } from "./run-command.ts";
import { startSandbox } from "./start-sandbox.ts";
import { type LocalWorker, startWorker, workerdVersion } from "./workerd.ts";

const here = join(root, "scripts/tests/runtimes");
const report: string[] = [];

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let installation: string;
let project: string;
let front: Front;
let nowhere: string;

beforeAll(async () => {
  installation = await installPinned(here);
  project = await mkdtemp(join(tmpdir(), "runtimes-"));
  await installPackedClient(project);
  await cp(join(here, "programs"), project, { recursive: true });
  sandbox = await startSandbox();
  front = await startFront(sandbox.url, sandbox.credentials.authorization);
  nowhere = await urlWhereNobodyListens();
}, 600_000);

afterAll(async () => {
  console.log(`The packed client ran in:\n${report.map((line) => `  ${line}`).join("\n")}`);
  await front?.close();
  await sandbox?.close();
  await rm(project, { recursive: true, force: true });
});

for (const { name, version, command, args, grants } of commandRuntimes) {
  const title = `${name} ${version}`;
  const run = title.replace(" ", "-");
  if (command === undefined) report.push(`${title}: NOT RUN, no package of it for this machine is pinned`);

  describe.skipIf(command === undefined)(title, () => {
    it("calls as it should, and ends by itself", async () => {
      const { apiKey, apiSecret } = sandbox.credentials;
      const given = { front: front.url, nowhere, run, options: {} };
      const environment = { SCENARIO_SDK_API_KEY: apiKey, SCENARIO_SDK_API_SECRET: apiSecret };
      const { version: own, calls } = await output([...grants, "command.js"], given, environment);
      report.push(`${name} ${own}`);
      expect(own).toBe(version);
      expectRightCalls(run, calls);
    });

    if (name === "Node") {
      it("takes it by require", async () => {
        const given = { front: front.url, run: `${run}-require`, options: options() };
        const { version: own, name: updated, sameModule } = await output(["require.cjs"], given);
        expect({ own, updated, sameModule }).toEqual({
          own: version,
          updated: `${given.run} updated`,
          sameModule: true,
        });
        expect(sandbox.nameOf(UPDATED)).toBe(updated);
      });
    }

    if (name === "Deno") {
      it("needs no permission to read the environment", async () => {
        const given = { front: front.url, nowhere, run: `${run}-without-environment`, options: options() };
        expectRightCalls(given.run, (await output(["command.js"], given)).calls);
      });
    }
  });

  async function output(program: readonly string[], given: unknown, environment?: NodeJS.ProcessEnv) {
    const all = [...args, ...program, JSON.stringify(given)];
    const outcome = await runCommand(join(installation, command ?? ""), all, project, environment);
    expect({ ...outcome, stdout: "" }).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    return JSON.parse(outcome.stdout);
  }
}

const workerd = workerdVersion();
if (workerd === undefined) report.push("workerd: NOT RUN, no package of it for this machine is pinned");

describe.skipIf(workerd === undefined)(`workerd ${workerd}`, () => {
  const run = "workerd";
  let worker: LocalWorker;

  beforeAll(async () => {
    const script = await bundle(installation, join(project, "worker.js"), ["workerd", "worker", "browser"]);
    worker = await startWorker(installation, script, { front: front.url, nowhere, run, options: options() });
  });
  afterAll(() => worker?.dispose());

  it("calls as it should, in one request", async () => {
    const answer = JSON.parse(await (await worker.dispatchFetch("http://worker/calls")).text());
    report.push(`workerd ${workerd} (${answer.agent})`);
    expectRightCalls(run, answer.calls);
  });

  it("shares a client between requests, one after the other and at once", async () => {
    const update = async (name: string) => (await worker.dispatchFetch(`http://worker/${name}`)).text();
    expect(await update("first")).toBe('"first"');
    expect(await update("second")).toBe('"second"');
    const names = ["third", "fourth", "fifth", "sixth"];
    expect(await Promise.all(names.map(update))).toEqual(names.map((name) => JSON.stringify(name)));
  });
});

const hasChromium = process.platform === "linux" && process.arch === "x64";
if (!hasChromium) report.push("Chromium: NOT RUN, its package is for Linux on x64 alone");

describe.skipIf(!hasChromium)("Chromium", () => {
  const run = "chromium";
  let browser: Awaited<ReturnType<typeof launchBrowser>>;
  let server: Awaited<ReturnType<typeof servePage>>;
  let page: Awaited<ReturnType<typeof browser.newPage>>;
  const pageErrors: string[] = [];

  beforeAll(async () => {
    // Its package unpacks into the folder for temporary files, where another test's half of it would be taken for a whole.
    vi.stubEnv("TMPDIR", project);
    browser = await launchBrowser();
    server = await servePage(await bundle(installation, join(project, "page.js"), ["browser"]), front.url);
    page = await browser.newPage();
    page.on("pageerror", (error) => pageErrors.push(String(error)));
    await page.goto(server.url);
    await page.waitForFunction("globalThis.makeCalls");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    vi.unstubAllEnvs();
  });

  it("calls as it should, from a page of another origin with a strict policy", async () => {
    const consenting = { ...options(), dangerouslyAllowBrowser: true };
    const given = JSON.stringify({ front: front.url, nowhere, run, options: consenting });
    const calls = await page.evaluate(`makeCalls(${given})`);
    report.push(`Chromium ${browser.version()}`);
    expectRightCalls(run, calls);
    expect(pageErrors).toEqual([]);
  });

  it.each(["a page", "a worker of a page"])(
    "does not start in %s that did not consent, and says why",
    async (place) => {
      const tried = place === "a page" ? "tryWithoutConsent" : "tryInWorker";
      const outcome = await page.evaluate(`${tried}(${JSON.stringify(options())})`);
      expect(outcome).toEqual({ code: "config", message: expect.stringMatching(/secret.*dangerouslyAllowBrowser/s) });
    },
  );
});

const UPDATED = "model_eyVcnFJcR92BxBkz7N6g5w";
const RETRIED = "model_Qs8mLf3WxZd6TnRk5Vb9Yc";

/** What every runtime must have made of the calls in programs/calls.js, and what the servers must have seen of them. */
function expectRightCalls(run: string, calls: unknown): void {
  expect(calls).toEqual({
    update: { status: 200, name: `${run} updated` },
    retry: { name: `${run} was busy`, reasons: [{ attempt: 1, code: "server" }] },
    cut: { name: `${run} was cut`, reasons: [{ attempt: 1, code: expect.stringMatching(/^(response|connection)$/) }] },
    silent: { known: true, code: "timeout", inTime: true, attempts: 1 },
    stalled: { known: true, code: "timeout", inTime: true, attempts: 1 },
    abort: { before: 0, during: 1, rejectedWithReason: true },
    abortOfWait: {
      retried: [{ delay: 20_000, known: true, status: 503 }],
      rejectedWithReason: true,
      atOnce: true,
    },
    moved: { known: true, code: "redirect", attempts: 1 },
    refused: { known: true, code: "connection", cause: true },
    accounts: 20,
    held: 0,
    validated: {
      right: [],
      wrong: ["body /name type", "body /parameters/rank rank-range"],
      issues: ["name", "parameters.rank"],
    },
  });
  expect(sandbox.nameOf(UPDATED)).toBe(`${run} updated`);
  expect(sandbox.nameOf(RETRIED)).toBe(`${run} was cut`);

  const seen = front.seen.filter((request) => request.run === run);
  const sent = (fault: string) => seen.filter((request) => request.fault === fault);
  const counts = { none: 1, busy: 2, cut: 2, silent: 2, stalled: 1, down: 1, moved: 1, accounts: 40 };
  for (const [fault, count] of Object.entries(counts)) expect(sent(fault), fault).toHaveLength(count);
  for (const { key, name } of sent("accounts")) expect(name).toMatch(new RegExp(`^${key} in round`));
  const userAgent = run === "chromium" ? /^Mozilla/ : /^scenario-openapi-client\/\d+\.\d+\.\d+/;
  for (const request of seen) expect(request.userAgent).toMatch(userAgent);
}

/** The client's options where the environment does not give the credentials. */
function options() {
  const { apiKey, apiSecret } = sandbox.credentials;
  return { apiKey, apiSecret };
}

async function urlWhereNobodyListens(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/v1`;
}
