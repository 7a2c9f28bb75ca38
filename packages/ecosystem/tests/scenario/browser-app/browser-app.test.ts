// An example app: a page in a browser, its server with the proxy, and the sandbox as the service.
import { cp, mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect, createServer as createRelay, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser, installClient, launchBrowser } from "@repo/testing";
import { createSandbox } from "@scenario-openapi/sandbox";
import { build } from "esbuild";
import { expect, it, onTestFinished } from "vitest";
import { createApp } from "./server.ts";

const modelId = "model_eyVcnFJcR92BxBkz7N6g5w";
const credentials = { apiKey: "key_5pYxQ2mD8vKc", apiSecret: "secret_Zr7HnW4tBj9L" };

it("renames a model for those who are logged in, and shows no secret to the browser", async ({ skip }) => {
  const { app, other, sandbox, log, received } = await start(skip);
  const nameOf = (id: string) => sandbox.models.get(id)?.name;
  const before = nameOf(modelId);
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(app);
  const rename = async (name: string, id = modelId) => {
    await page.getByLabel("Model ID").fill(id);
    await page.getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Rename" }).click();
  };
  const status = (text: string) => page.getByRole("status").filter({ hasText: text }).waitFor();

  await rename("Dawn");
  await status("Log in to rename a model.");
  expect(nameOf(modelId)).toBe(before);

  await page.getByRole("button", { name: "Log in" }).click();
  await status("You are logged in.");
  await rename("Dawn");
  await status("Renamed.");
  expect(await page.getByRole("heading").textContent()).toBe("Dawn");
  expect(nameOf(modelId)).toBe("Dawn");

  await rename("Noon", "model_unknown");
  await status("There is no such model.");

  // Another origin of the same site: the browser sends it the cookie, so that only the origin tells it apart.
  await page.goto(other);
  const attack = (init: string) =>
    page.evaluate(`
      fetch("${app}api/scenario/models/${modelId}", { credentials: "include", body: '{"name":"Stolen"}', ...${init} })
        .then(({ type }) => type, ({ name }) => name)
    `);
  expect(await attack('{ method: "PUT", headers: { "content-type": "application/json" } }')).toBe("TypeError");
  expect(await attack('{ method: "POST", mode: "no-cors" }')).toBe("opaque");
  expect(nameOf(modelId)).toBe("Dawn");
  const attacks = log.filter(({ origin }) => origin === new URL(other).origin);
  expect(attacks.map(({ method, status, cookie }) => [method, status, cookie])).toEqual([
    ["OPTIONS", 403, false],
    ["POST", 403, true],
  ]);

  const bytes = Buffer.concat(received).toString();
  for (const part of ["updateModel", '"name":"Dawn"', "set-cookie"]) expect(bytes).toContain(part);
  const token = btoa(`${credentials.apiKey}:${credentials.apiSecret}`);
  expect([...Object.values(credentials), token].filter((secret) => bytes.includes(secret))).toEqual([]);
  expect(errors).toEqual([]);
});

/** Starts the app, a page at another origin, and the sandbox that the app's server calls. */
async function start(skip: (reason: string) => void) {
  const found = await findBrowser();
  if ("reason" in found) skip(found.reason);
  const sandbox = createSandbox(credentials);
  const service = await sandbox.listen(0);
  onTestFinished(() => service.close());
  const { page, script } = await buildPage();
  const app = createApp(page, script, { ...credentials, baseUrl: service.url });
  const log: { method: string | undefined; origin: string | undefined; cookie: boolean; status: number }[] = [];
  const received: Buffer[] = [];
  const server = await listen(
    createServer((request, response) => {
      const { method, headers } = request;
      response.on("finish", () => {
        log.push({ method, origin: headers.origin, cookie: headers.cookie !== undefined, status: response.statusCode });
      });
      app(request, response);
    }),
  );
  // The browser's connections go through here, so that every byte can be searched.
  const relay = createRelay((browser) => {
    const upstream = connect(server.port, server.address);
    upstream.on("data", (chunk) => received.push(chunk));
    upstream.pipe(browser).pipe(upstream);
    for (const socket of [upstream, browser]) socket.on("error", () => {}); // The browser may close it at any time.
  });
  const other = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end());
  return { sandbox, log, received, app: await urlOf(relay), other: await urlOf(other) };
}

/** Bundles the page's script with the packed client, as an app's build does. */
async function buildPage() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "browser-app-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(join(import.meta.dirname, "programs"), folder, { recursive: true });
  await installClient(folder);
  const { outputFiles } = await build({
    entryPoints: [join(folder, "page.js")],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
  });
  return { page: await readFile(join(folder, "index.html"), "utf8"), script: outputFiles[0]?.text ?? "" };
}

async function listen(server: Server): Promise<AddressInfo> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return server.address() as AddressInfo;
}

async function urlOf(server: Server): Promise<string> {
  const { address, port } = await listen(server);
  return `http://${address}:${port}/`;
}
