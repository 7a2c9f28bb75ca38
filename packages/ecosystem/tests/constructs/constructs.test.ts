// What a generated client sends, returns and compiles, for one description of each construct.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { compile, constructs, createProject, runAll } from "./constructs.ts";

let project: Awaited<ReturnType<typeof createProject>>;
let outcomes: Awaited<ReturnType<typeof runAll>>;
beforeAll(async () => {
  project = await createProject();
  outcomes = await runAll(project.folder);
});
afterAll(() => project?.remove());

it("all programs compile, but for what they say is wrong", async () => {
  expect(await compile(project.folder, "7.0")).toBe("");
});

it.each(constructs)("%s", (name) => {
  expect(outcomes[name]).toBe("");
});

it("methods and queries of OpenAPI 3.2 arrive over HTTP, and items are read as they come", async () => {
  const { createApiClient } = await import(join(project.folder, "openapi-3.2/index.gen.ts"));
  const arrived: string[] = [];
  let sendNext = () => {};
  const server = createServer(async (request, response) => {
    arrived.push(`${request.method} ${request.url} ${await text(request)}`.trim());
    if (request.method === "COPY") return response.writeHead(204).end();
    const type = request.url === "/barks" ? "text/event-stream" : "application/jsonl";
    response.writeHead(200, { "content-type": request.method === "QUERY" ? "application/json" : type });
    if (request.method === "QUERY") return response.end('[{"name":"Rex"}]');
    const start = type === "text/event-stream" ? "event: bark\ndata: " : "";
    response.write(`${start}{"name":"Rex"}\n\n`);
    sendNext = () => response.end(`${start}{"name":"Ida"}\n\n`);
    return response;
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const api = createApiClient({ baseUrl });
  /** The items of a stream, whose service sends the second when the first has been read. */
  const itemsOf = async (stream: AsyncIterable<unknown>) => {
    const items: unknown[] = [];
    for await (const item of stream) {
      items.push(item);
      sendNext();
    }
    return items;
  };

  expect(await api.searchDogs({ body: { text: "big" } })).toEqual([{ name: "Rex" }]);
  expect(await api.copyDog()).toBeUndefined();
  const dogs = await api.listDogsBy({ querystring: { since: "a b", tame: true } });
  expect(await itemsOf(dogs)).toEqual([{ name: "Rex" }, { name: "Ida" }]);
  const barks = await itemsOf(await api.streamBarks());
  expect(barks).toMatchObject([{ event: "bark", data: { name: "Rex" } }, { data: { name: "Ida" } }]);
  expect(arrived).toEqual([
    'QUERY /dogs {"text":"big"}',
    "COPY /dogs",
    "GET /dogs/by?since=a%20b&tame=true",
    "GET /barks",
  ]);
});
