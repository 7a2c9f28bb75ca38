import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { installClient } from "@repo/testing";
import { build } from "esbuild";
import { expect } from "vitest";
import { type Answer, closedPort, documented, inTurn, type Script, startFaultServer } from "../network/fault-server.ts";
import { faults } from "../network/faults.ts";

/** What a program gets as its argument. */
interface Given {
  baseUrl: string;
  /** A base URL where nothing listens. */
  closedUrl: string;
  /** The end of all model IDs of a run. */
  run: string;
  /** The client's options, for programs that do not see the environment. */
  options: object;
}

/** How a runtime differs from others. */
interface Traits {
  /** The user agent that the server sees. Default: the client's. */
  agent?: RegExp;
  /** Whether redirects are followed whatever the client says, so that none was tried. Default: false. */
  followsRedirects?: boolean;
}

/** A runtime that is a command. */
export interface CommandRuntime {
  command: string;
  /** Arguments before the program. */
  args?: readonly string[];
  /** Arguments that let the program read the credentials in the environment. */
  grants?: readonly string[];
}

/** Arguments for a Node that, as older ones, cannot require ES modules. */
export const commonJsOnly = ["--no-experimental-require-module"];

export const account = { apiKey: "key", apiSecret: "secret" };

const CLIENT = /^scenario-openapi-client\/\d+\.\d+\.\d+/;

const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, PUT",
  "Access-Control-Allow-Headers": "authorization, content-type",
  "Access-Control-Expose-Headers": "retry-after",
};

/** A folder with the programs and the packed client, and the server for their calls. */
export interface Calls {
  folder: string;
  given(run: string, options: object): Given;
  /** Checks what `makeCalls` returned in a run, and what the server received. */
  expectRight(run: string, calls: unknown, traits?: Traits): void;
  /** Runs command.js, with the credentials in the environment or else in the argument. Returns the runtime's version. */
  expectCommand(runtime: CommandRuntime, run: string, signal: AbortSignal, inEnvironment?: boolean): Promise<string>;
  /** Runs require.cjs in a Node that cannot require ES modules. Returns Node's version. */
  expectRequire(node: string, run: string, signal: AbortSignal): Promise<string>;
  /** Runs a test runner, given as arguments of Node, whose test leaves in a file what `makeCalls` returned. */
  expectTests(args: string[], run: string, signal: AbortSignal, options?: object, traits?: Traits): Promise<void>;
  /**
   * Bundles a program as the tools of its platform do, with some conditions of the packages' exports: into a module, or
   * into a script that defines a global with the program's exports.
   */
  bundle(program: string, conditions: string[], globalName?: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts a server on which the first part of a model's ID says what happens to its updates.
 *
 * @param install installs the packed client into a folder
 */
export async function startCalls(install: (folder: string) => Promise<unknown> = installClient): Promise<Calls> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "runtimes-")));
  await cp(join(import.meta.dirname, "programs"), folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  await install(folder);
  // The same calls for programs that are CommonJS.
  await build({ entryPoints: [join(folder, "calls.js")], outfile: join(folder, "calls.cjs"), format: "cjs" });

  const holding = new Map<string, number>();
  const silence: Answer = ({ request: { modelId }, response }) => {
    holding.set(modelId, (holding.get(modelId) ?? 0) + 1);
    response.on("close", () => holding.set(modelId, (holding.get(modelId) ?? 0) - 1));
  };
  const unavailable: Answer = ({ response }) => response.writeHead(503, { "Retry-After": "3600" }).end();
  const applied = { answer: documented, apply: true };
  const scripts: Record<string, Script> = {
    busy: inTurn(faults.unavailable, applied),
    account: inTurn(faults.unavailable, applied),
    cut: inTurn(faults.closedDuringBody, applied),
    silent: inTurn(silence),
    stalled: inTurn(faults.silenceAfterHalf),
    down: inTurn(unavailable),
    moved: inTurn(faults.temporaryRedirect),
  };

  const server = await startFaultServer((request) => {
    const { method, modelId } = request;
    const step = scripts[modelId.split("_")[0] ?? ""]?.(request) ?? applied;
    const answer: Answer = (exchange) => {
      const { response } = exchange;
      for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
      if (method === "OPTIONS") response.writeHead(204).end();
      else if (method === "GET") response.end(String(holding.get(modelId) ?? 0));
      else step.answer(exchange);
    };
    return { answer, apply: method === "PUT" && step.apply === true };
  });
  const closedUrl = `http://127.0.0.1:${await closedPort()}/v1`;

  const given: Calls["given"] = (run, options) => ({ baseUrl: server.url, closedUrl, run, options });

  /** Runs a program, which does not inherit the environment. */
  const execute = (command: string, args: string[], signal: AbortSignal, env: NodeJS.ProcessEnv) => {
    const { PATH, SystemRoot, TEMP, TMP } = process.env;
    const options = { cwd: folder, signal, env: { PATH, SystemRoot, TEMP, TMP, HOME: folder, NO_COLOR: "1", ...env } };
    return promisify(execFile)(command, args, options);
  };

  /** Runs a program and returns the JSON that it prints. */
  const outputOf = async (...program: Parameters<typeof execute>) => {
    const { stdout, stderr } = await execute(...program);
    expect(stderr).toBe("");
    return JSON.parse(stdout);
  };

  const expectRight: Calls["expectRight"] = (run, calls, { agent = CLIENT, followsRedirects = false } = {}) => {
    const { moved, ...others } = rightCalls(run);
    expect(calls).toEqual(followsRedirects ? others : { ...others, moved });
    const sent = server.requests.filter(({ method, modelId }) => method === "PUT" && modelId.endsWith(`_${run}`));
    const counts: Record<string, number> = {};
    for (const { modelId, headers } of sent) {
      const [fault = "", key = ""] = modelId.split("_");
      counts[fault] = (counts[fault] ?? 0) + 1;
      const { apiKey, apiSecret } = fault === "account" ? { apiKey: key, apiSecret: `secret of ${key}` } : account;
      expect(headers.authorization).toBe(`Basic ${btoa(`${apiKey}:${apiSecret}`)}`);
      expect(headers["user-agent"]).toMatch(agent);
    }
    // How many requests arrive before a timeout depends on the machine.
    expect(counts).toMatchObject({ none: 1, busy: 2, cut: 2, down: 1, account: 40 });
    expect(counts["moved"]).toBe(followsRedirects ? undefined : 1);
    expect(server.state.get(`cut_${run}`)).toEqual({ properties: { name: nameOf("cut", run) }, updates: 1 });
    expect(server.strayed()).toBe(0);
  };

  return {
    folder,
    given,
    expectRight,
    async expectCommand({ command, args = [], grants = [] }, run, signal, inEnvironment = true) {
      const input = JSON.stringify(given(run, inEnvironment ? {} : account));
      const env = { SCENARIO_SDK_API_KEY: account.apiKey, SCENARIO_SDK_API_SECRET: account.apiSecret };
      const all = [...args, ...(inEnvironment ? grants : []), "command.js", input];
      const { version, calls } = await outputOf(command, all, signal, inEnvironment ? env : {});
      expectRight(run, calls);
      return version;
    },
    async expectRequire(node, run, signal) {
      const args = [...commonJsOnly, "require.cjs", JSON.stringify(given(run, account))];
      const { version, calls, ...found } = await outputOf(node, args, signal, {});
      const known = [true, true];
      expect(found).toEqual({ isCommonJs: true, errors: [known, known], trainers: 5 });
      expectRight(run, calls);
      return version;
    },
    async expectTests(args, run, signal, options = {}, traits = {}) {
      const result = join(folder, `${run}.json`);
      const GIVEN = JSON.stringify(given(run, { ...account, ...options }));
      await execute(process.execPath, args, signal, { GIVEN, RESULT: result });
      expectRight(run, JSON.parse(await readFile(result, "utf8")), traits);
    },
    async bundle(program, conditions, globalName) {
      const { outputFiles } = await build({
        entryPoints: [join(folder, program)],
        bundle: true,
        write: false,
        format: globalName ? "iife" : "esm",
        ...(globalName && { globalName }),
        target: "es2022",
        conditions,
        external: ["cloudflare:*"],
        logLevel: "silent",
      });
      return outputFiles[0]?.text ?? "";
    },
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The name that programs/calls.js gives a model. */
function nameOf(fault: string, run: string): string {
  return `The name of ${fault}_${run}`;
}

/** What programs/calls.js has to return. */
function rightCalls(run: string) {
  const timeout = { known: true, code: "timeout", timeout: 250, attempts: 1 };
  const cut = { attempt: 1, code: expect.stringMatching(/^(invalid_response|connection)$/) };
  return {
    update: { status: 200, name: nameOf("none", run) },
    retry: { name: nameOf("busy", run), reasons: [{ attempt: 1, code: "server" }] },
    cut: { name: nameOf("cut", run), reasons: [cut] },
    silent: timeout,
    stalled: timeout,
    abort: { before: 0, during: 1, rejectedWithReason: true },
    abortOfWait: { retries: [{ delay: 3_600_000, known: true, status: 503 }], rejectedWithReason: true },
    moved: { known: true, code: "redirect", attempts: 1 },
    refused: { known: true, code: "connection", cause: true },
    accounts: 20,
    held: 0,
    validated: {
      right: [],
      wrong: ["body /name type", "body /parameters/rank rank-range"],
      issues: ["name", "parameters.rank"],
    },
  };
}
