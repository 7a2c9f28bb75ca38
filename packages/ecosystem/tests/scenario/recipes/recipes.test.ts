// Every recipe of the READMEs, as it is printed: installed, compiled and run in a project of its own, against a sandbox.
import { json } from "node:stream/consumers";
import { printedBy } from "@repo/testing";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { expectProxied } from "./proxies.ts";
import { commands, firstCall, type Project, proxies, recipes, startProject, undicis } from "./recipes.ts";
import { listen } from "./servers.ts";

let project: Project;
beforeAll(async () => {
  project = await startProject();
});
afterAll(() => project?.remove());

it("all compile under the strictest options", async () => {
  expect(await project.compile()).toEqual({ exitCode: 0, stdout: "", stderr: "" });
});

// These are parts of a program, which have tests below.
const parts = ["client-react-query", "client-browser-apps", proxies];
const programs = recipes.filter(({ name }) => !parts.includes(name));

describe.concurrent("prints what its comments say", () => {
  it.each(programs)("$name", async ({ name, code }) => {
    const { exitCode, stdout, stderr } = await project.run(`${name}.ts`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(code.includes('"node:test"') ? /pass 1\n.*fail 0\n/s : printedBy(code));
  });
});

it.each(undicis)("Proxies and agents: %s", (undici) => expectProxied(project, `${undici}/${proxies}.ts`));

it("Proxies and agents: Node itself", async () => {
  await expectProxied(project, `${firstCall}.ts`, { env: { NODE_USE_ENV_PROXY: "1" } });
});

it("React Query: whatever is not 2xx is an error", async () => {
  const page = await listen(async (request, response) => {
    const { name } = (await json(request)) as { name: string };
    const [status, ...body] = name.split(" ");
    response.writeHead(Number(status), { "content-type": "application/json", "retry-after": "0" });
    response.end(status === "200" ? JSON.stringify({ model: { id: "model_1", name } }) : body.join(" "));
  });
  onTestFinished(page.close);
  const failures = [
    ["500", "server"],
    ["503", "server"],
    ["401", "unauthorized"],
    ...["", "0", "null", '""', "false", '{"detail":"Gone"}'].map((body) => [`404 ${body}`, "not_found"]),
  ];
  const args = ["200", ...failures.map(([answer = ""]) => answer)];
  const { exitCode, stdout, stderr } = await project.run("page.js", { env: { PAGE: page.url }, args });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const [success, ...shown] = stdout.trim().split("\n");
  expect(success).toBe('{"status":"success","name":"200"}');
  expect(shown).toEqual(
    failures.map(([answer = "", code]) =>
      JSON.stringify({ status: "error", code, httpStatus: Number.parseInt(answer, 10) }),
    ),
  );
});

it("Browser apps: the server lets visitors with a session update a model", async () => {
  const outcome = await project.run("browser-apps.ts", { args: ["session=1", "session=2"] });
  expect(outcome).toEqual({ exitCode: 0, stdout: "200\n401\n", stderr: "" });
});

describe("the commands", () => {
  const servers = commands.filter((command) => command.startsWith("npx "));

  it("have all been run, or are run below", () => {
    // The packages were built before this test.
    const others = commands.filter((command) => !/^(pnpm build$|pnpm --filter |npm install |npx )/.test(command));
    expect(others).toEqual([]);
  });

  it.skipIf(process.platform === "win32").each(servers)("%s", async (command) => {
    const freePort = command.includes(" --port 0") ? "" : " --port 0";
    const running = project.start(command + freePort);
    await running.until("Press Ctrl+C to stop it.");
    const [, url = ""] = /URL +(\S+)/.exec(running.printed()) ?? [];
    expect((await fetch(`${url}/models/model_eyVcnFJcR92BxBkz7N6g5w`, { method: "PUT" })).status).toBe(401);
    await running.stop("SIGINT"); // It waits until the sandbox has ended too.
  });
});
