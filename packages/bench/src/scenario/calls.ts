// A process that times the calls of some programs, or measures the memory that one of them keeps.
import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { createSandbox } from "@scenario-openapi/sandbox";
import { median } from "../report.ts";
import type { Service } from "./programs/service.mts";

/** What the process is sent. */
export type Task =
  | { kind: "time"; modules: Record<string, string>; rounds: number }
  | { kind: "memory"; module: string; calls: number }
  | { kind: "serve"; answer: string };

/** Mean microseconds a call, by program: one number for each round. */
export type Times = Record<string, number[]>;

type Update = (modelId: string, body: { name: string }) => Promise<{ id: string; name: string }>;

const MODEL_ID = "model_eyVcnFJcR92BxBkz7N6g5w";

/** A host that cannot exist (RFC 2606): a client that ignores the `fetch` that it was given fails. */
const NO_HOST = "https://sandbox.invalid/v1";

/** How long one program is timed without a break, in milliseconds. */
const TURN = 10;

process.once("message", async (task: Task) => {
  if (task.kind === "serve") return serve(task.answer);
  const result =
    task.kind === "time" ? await timeAll(task.modules, task.rounds) : await memory(task.module, task.calls);
  process.send?.(result, undefined, undefined, () => process.disconnect());
});

async function timeAll(modules: Record<string, string>, rounds: number): Promise<Record<string, Times>> {
  const sandbox = createSandbox();
  const { apiKey, apiSecret } = sandbox.credentials;
  // It takes a Request, or a URL and its options, of which it makes one: either way, each call pays for one Request.
  const { fetch } = sandbox;
  const inProcess = await time(modules, rounds, { baseUrl: NO_HOST, apiKey, apiSecret, fetch });

  const server = fork(import.meta.filename);
  server.send({ kind: "serve", answer: modelAnswer(sandbox) } satisfies Task);
  const [port] = await once(server, "message");
  const overHttp = await time(modules, rounds, { baseUrl: `http://127.0.0.1:${port}/v1`, apiKey, apiSecret });
  server.disconnect();
  return { inProcess, overHttp };
}

async function time(modules: Record<string, string>, rounds: number, service: Service): Promise<Times> {
  const programs: { name: string; update: Update; calls: number }[] = [];
  for (const [name, module] of Object.entries(modules)) {
    programs.push({ name, update: await connect(module, service), calls: 50 });
  }
  // As many rounds again come first, since compilers take some 20,000 calls.
  for (let round = 0; round < rounds; round++) {
    for (const program of programs) {
      const each = await microsecondsEach(program.update, program.calls);
      program.calls = Math.max(10, Math.round((TURN * 1000) / each));
    }
  }
  const times: Times = Object.fromEntries(programs.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, update, calls } of inTurn(programs, round)) {
      await nextTurn();
      globalThis.gc?.({ type: "minor" });
      times[name]?.push(await microsecondsEach(update, calls));
    }
  }
  return times;
}

/** The order of a round. Over the rounds, each stands as often in each place and after each other one (Williams 1949). */
function inTurn<Item>(items: readonly Item[], round: number): Item[] {
  const first = round % items.length;
  const rest = [...items.slice(first), ...items.slice(0, first)];
  const order: Item[] = [];
  while (rest.length > 0) order.push(...rest.splice(order.length % 2 === 0 ? 0 : -1, 1));
  return round % (2 * items.length) < items.length ? order : order.reverse();
}

async function microsecondsEach(update: Update, calls: number): Promise<number> {
  const start = performance.now();
  for (let call = 0; call < calls; call++) await update(MODEL_ID, { name: "Cinematic Realism" });
  return ((performance.now() - start) * 1000) / calls;
}

/** Bytes that stay in memory after a number of calls. */
async function memory(module: string, calls: number): Promise<number> {
  const answer = modelAnswer(createSandbox());
  const fetch = async () => {
    // Like a response from a network: until the event loop turns, no weak reference is released.
    await nextTurn();
    return new Response(answer, { headers: { "content-type": "application/json" } });
  };
  const update = await connect(module, { baseUrl: NO_HOST, apiKey: "key", apiSecret: "secret", fetch }, false);
  await microsecondsEach(update, Math.min(calls, 20_000)); // compilers and caches keep some memory, once
  // The median of ten parts, since the runtime releases megabytes of its own at moments of its choosing.
  const added: number[] = [];
  let before = await memoryUsed();
  for (let part = 0; part < 10; part++) {
    await microsecondsEach(update, calls / 10);
    const after = await memoryUsed();
    added.push(after - before);
    before = after;
  }
  return Math.round(median(added) * 10);
}

/** Bytes on the heap, and outside it on behalf of its objects, once garbage collection finds no more. */
async function memoryUsed(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let vain = 0; vain < 10; ) {
    await nextTurn();
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    vain = heapUsed + external < least ? 0 : vain + 1;
    least = Math.min(least, heapUsed + external);
  }
  return least;
}

/** A program's client, which is shown to update, and to throw if the service refuses. */
async function connect(module: string, service: Service, isChecked = true): Promise<Update> {
  const program: { connect(service: Service): Update } = await import(pathToFileURL(module).href);
  const update = program.connect(service);
  if (!isChecked) return update;
  const updated = await update(MODEL_ID, { name: "Cinematic Realism" });
  if (updated.id !== MODEL_ID) throw new Error(`${module} does not return the updated model`);
  const stranger = program.connect({ ...service, apiSecret: "wrong" });
  const isAccepted = await stranger(MODEL_ID, { name: "Cinematic Realism" }).then(
    () => true,
    () => false,
  );
  if (isAccepted) throw new Error(`${module} does not throw on status 401`);
  return update;
}

function modelAnswer(sandbox: ReturnType<typeof createSandbox>): string {
  return JSON.stringify({ model: sandbox.models.get(MODEL_ID), authorization: sandbox.credentials.authorization });
}

/** A server that answers each update with the same model, until the process that started it disconnects. */
function serve(answer: string): void {
  const { authorization } = JSON.parse(answer);
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    const isRight = request.method === "PUT" && request.headers.authorization === authorization;
    const body = isRight ? answer : '{"detail":"This request is refused."}';
    response.writeHead(isRight ? 200 : 401, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    });
    response.end(body);
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
  process.on("disconnect", () => process.exit());
}
