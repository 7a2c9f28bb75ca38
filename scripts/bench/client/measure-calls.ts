import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { clients, type ProgramName } from "./clients.ts";
import type { KeepMemory } from "./keep-memory.ts";
import type { Prepared } from "./prepare.ts";
import type { TimeCalls, Times } from "./time-calls.ts";

/** Times a call of each program, in a process of its own. Microseconds, one number for each round. */
export async function timeCalls({ module }: Prepared, rounds: number): Promise<{ inProcess: Times; overHttp: Times }> {
  const modules = Object.fromEntries(clients.map(({ program }) => [program, module(program)]));
  return answerOf("time-calls.ts", { modules, rounds } satisfies TimeCalls);
}

/** Bytes that each program keeps after a number of calls, each in a process of its own, all at once. */
export async function keepMemory({ module }: Prepared, calls: number): Promise<Map<ProgramName, number>> {
  const kept = clients.map(async ({ program }): Promise<[ProgramName, number]> => {
    const bytes = await answerOf<number>("keep-memory.ts", { module: module(program), calls } satisfies KeepMemory);
    return [program, bytes];
  });
  return new Map(await Promise.all(kept));
}

/** Forks a script beside this file, sends it what to do, and returns the one message that it answers with. */
async function answerOf<Answer>(script: string, task: object): Promise<Answer> {
  const child: ChildProcess = fork(new URL(script, import.meta.url), { execArgv: ["--expose-gc"] });
  const exit = once(child, "exit").then(([code]) => {
    throw new Error(`${script} ended with exit code ${code} before it answered`);
  });
  child.send(task);
  const [answer] = await Promise.race([once(child, "message"), exit]);
  exit.catch(() => {});
  return answer as Answer;
}
