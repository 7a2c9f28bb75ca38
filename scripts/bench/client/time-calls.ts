// A process that times the programs it is forked with, in turns, so that what slows the machine slows them all alike.
import { fork } from "node:child_process";
import { once } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createSandbox } from "../../../packages/sandbox/dist/index.js";
import { connectAndVerify, modelId, noHost, type Update } from "./connect.ts";
import type { Service } from "./programs/service.mts";

/** What to time. */
export interface TimeCalls {
  /** Each program's module, by name. */
  modules: Record<string, string>;
  rounds: number;
}

/** Mean microseconds a call, by name: one number for each round, in the order of the rounds. */
export type Times = Record<string, number[]>;

/** How long one program is timed without a break, in milliseconds: long enough for the clock, short enough for turns. */
const TURN = 10;

/** Of young objects alone: a collection of everything would also drop compiled code, and time the compiler. */
const collectGarbage = () => globalThis.gc?.({ type: "minor" });

process.once("message", async ({ modules, rounds }: TimeCalls) => {
  const sandbox = createSandbox();
  const { apiKey, apiSecret } = sandbox.credentials;
  const inProcess = await time(modules, rounds, {
    baseUrl: noHost,
    apiKey,
    apiSecret,
    fetch: sandbox.fetch,
  });

  const answer = JSON.stringify({ model: sandbox.models.get(modelId) });
  const server = fork(new URL("./answering-server.ts", import.meta.url), [answer, sandbox.credentials.authorization]);
  const [port] = await once(server, "message");
  const overHttp = await time(modules, rounds, { baseUrl: `http://127.0.0.1:${port}/v1`, apiKey, apiSecret });
  server.disconnect();
  process.send?.({ inProcess, overHttp }, undefined, undefined, () => process.disconnect());
});

async function time(modules: TimeCalls["modules"], rounds: number, service: Service): Promise<Times> {
  const programs: { name: string; update: Update; calls: number }[] = [];
  for (const [name, module] of Object.entries(modules)) {
    programs.push({ name, update: await connectAndVerify(module, service), calls: 50 });
  }
  // Warm: until the compiler has seen each for a while, and it is known how many calls make a turn.
  for (let round = 0; round < Math.min(rounds, 40); round++) {
    for (const program of programs) {
      await nextTurn();
      const each = await microsecondsEach(program.update, program.calls);
      program.calls = Math.max(10, Math.round((TURN * 1000) / each));
    }
  }
  const times: Times = Object.fromEntries(programs.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // Another order each time: who runs after whom is no one's advantage.
    for (const { name, update, calls } of shuffled(programs)) {
      await nextTurn(); // else neither timers nor finalizers would run for minutes
      collectGarbage(); // no one pays for another's garbage
      times[name]?.push(await microsecondsEach(update, calls));
    }
  }
  return times;
}

async function microsecondsEach(update: Update, calls: number): Promise<number> {
  const from = performance.now();
  for (let call = 0; call < calls; call++) await update(modelId, { name: "Cinematic Realism" });
  return ((performance.now() - from) * 1000) / calls;
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
