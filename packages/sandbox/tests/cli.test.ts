import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { type RunningCommand, runNode, startNode } from "@repo/testing";
import { afterEach, expect, test } from "vitest";

const cli = join(import.meta.dirname, "../src/cli.ts");
const commands: RunningCommand[] = [];
afterEach(() => Promise.all(commands.splice(0).map(({ stop }) => stop("SIGKILL"))));

/** Starts the command on a free port and waits until it listens. */
async function start(...args: string[]) {
  const command = startNode([cli, "--port", "0", ...args], import.meta.dirname);
  commands.push(command);
  await command.until("Press Ctrl+C to stop it.\n");
  const printed = command.printed();
  const url = /URL +(\S+)/.exec(printed)?.[1] ?? "";
  return { ...command, printed, url };
}

test("prints where it listens, and serves there", async () => {
  const { printed, url } = await start();
  expect(printed).toContain("nothing leaves this machine");
  const response = await fetch(new URL("/nowhere", url));
  expect([response.status, response.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
});

test("lets pages of given origins use it", async () => {
  const { url } = await start("--allow-origin", "https://one.example", "--allow-origin", "https://two.example");
  const preflight = async (origin: string) => (await fetch(url, { method: "OPTIONS", headers: { origin } })).status;
  expect(await Promise.all(["https://one.example", "https://two.example"].map(preflight))).toEqual([204, 204]);
  expect(await preflight("https://three.example")).toBe(403);
});

test.skipIf(process.platform === "win32").each(["SIGINT", "SIGTERM"] as const)(
  "one %s ends it, whatever connections are open",
  async (signal) => {
    const { url, stop } = await start();
    expect((await fetch(url)).status).toBe(404); // by a connection that is kept alive
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    const closed = new Promise((resolve) => socket.on("error", () => {}).on("close", resolve));
    socket.write("PUT / HTTP/1.1\r\n"); // half a request
    expect(await stop(signal)).toBe(0);
    await closed;
  },
);

test.each<[string[], string]>([
  [["--port", "x"], '--port must be a whole number from 0 to 65535, is "x".'],
  [["--port", "65536"], '--port must be a whole number from 0 to 65535, is "65536".'],
  [["--allow-origin", "https://a.example/docs"], '--allow-origin: "https://a.example/docs" is not an origin.'],
  [["--bogus"], "Unknown option '--bogus'"],
])("a wrong command line ends with exit code 2: %j", async (args, message) => {
  const { exitCode, stdout, stderr } = await runNode([cli, ...args], import.meta.dirname);
  expect(stderr).toContain(`-sandbox: ${message}`);
  expect(stderr).toContain("--help");
  expect([exitCode, stdout]).toEqual([2, ""]);
});

test("--help shows the options", async () => {
  const { exitCode, stdout } = await runNode([cli, "--help"], import.meta.dirname);
  expect(exitCode).toBe(0);
  for (const option of ["--port PORT", "--allow-origin ORIGIN", "--help"]) expect(stdout).toContain(`\n  ${option} `);
});
