// The packed client in the Node that runs the tests, in the user's, in a simulated React Native and in a browser. Other
// runtimes, and test runners: runtimes.soak.ts.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join, sep } from "node:path";
import { findBrowser, launchBrowser } from "@repo/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { account, type Calls, startCalls } from "./calls.ts";
import { runInReactNative } from "./react-native.ts";

let calls: Calls;
beforeAll(async () => {
  calls = await startCalls();
});
afterAll(() => calls?.close());

describe.each([
  ["that runs the tests", process.execPath],
  ["outside this workspace", nodeOutside()],
])("the Node %s", (name, command = "") => {
  const run = name.replaceAll(" ", "-");
  const unfit = command ? unfitness(command) : "no Node is on the PATH";

  it("makes all calls, and ends by itself", async ({ signal, skip }) => {
    if (unfit) skip(unfit);
    await calls.expectCommand({ command }, run, signal);
  });

  it("makes all calls in CommonJS", async ({ signal, skip }) => {
    if (unfit) skip(unfit);
    await calls.expectRequire(command, `${run}-required`, signal);
  });
});

it("a simulated React Native makes all calls without streams", async () => {
  const script = await calls.bundle("calls.cjs", ["react-native"], "calls");
  const given = { ...calls.given("react-native", account), followsRedirects: true };
  const made = await runInReactNative(script, `calls.makeCalls(${JSON.stringify(given)}).then(JSON.stringify)`);
  calls.expectRight("react-native", JSON.parse(made), { followsRedirects: true });
});

it("a browser makes all calls from a page with a strict policy, and none without consent", async ({
  skip,
  onTestFinished,
}) => {
  const found = await findBrowser();
  if ("reason" in found) skip(found.reason);
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const given = calls.given("chromium", { ...account, dangerouslyAllowBrowser: true });
  const server = await servePage(await calls.bundle("page.js", ["browser"]), new URL(given.baseUrl).origin);
  onTestFinished(() => void server.close());
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction("globalThis.makeCallsWithFetch");

  const made = await page.evaluate(`makeCallsWithFetch(${JSON.stringify(given)})`);
  calls.expectRight("chromium", made, { agent: /^Mozilla/ });
  for (const tried of ["tryWithoutConsent", "tryInWorker"]) {
    const outcome = await page.evaluate(`${tried}(${JSON.stringify(account)})`);
    expect(outcome).toEqual({
      code: "config",
      message: expect.stringMatching(/In a browser.*dangerouslyAllowBrowser/),
    });
  }
  expect(errors).toEqual([]);
});

/** Serves an empty page with one script, under a policy that allows only that script and requests to one origin. */
async function servePage(script: string, apiOrigin: string): Promise<Server> {
  const server = createServer(({ url }, response) => {
    const isScript = url === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.setHeader("content-security-policy", `default-src 'none'; script-src 'self'; connect-src ${apiOrigin}`);
    response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function nodeOutside(): string | undefined {
  const folders = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((path) => !path.split(sep).includes("node_modules"));
  const name = process.platform === "win32" ? "node.exe" : "node";
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Says why the client does not support a Node, if so. */
function unfitness(node: string): string | undefined {
  const version = execFileSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }).trim();
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 20 || (major === 20 && minor >= 19) ? undefined : `${node} is version ${version}`;
}
