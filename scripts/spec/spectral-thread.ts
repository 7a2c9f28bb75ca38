import { Worker } from "node:worker_threads";
import type { Problem } from "./problem.ts";

/** What the thread is asked: to load the rules, again where it shall forget them, and to lint a file where one is given. */
export interface SpectralRequest {
  id: number;
  file?: { path: string; text: string };
  forget?: boolean;
}

/** What the thread answers to the request of that number. */
export type SpectralAnswer = { id: number; rules: number; problems: Problem[] } | { id: number; error: Error };

interface Thread {
  worker: Worker;
  waiting: Map<number, { resolve: (answer: SpectralAnswer) => void; reject: (error: Error) => void }>;
}

let thread: Thread | undefined;
let requests = 0;

/**
 * Starts the thread in which Spectral runs, where it does not run yet: to load Spectral takes as long as all the rest of a
 * reading, which goes on beside it. It does not keep the process alive.
 */
export function startSpectral(): void {
  thread ??= start();
}

/**
 * What the house rules of `spec/spectral.yaml` find in the `text` of the file at an absolute path.
 * Throws where that ruleset or a function of it is broken.
 */
export async function spectralProblems(path: string, text: string): Promise<Problem[]> {
  return (await ask({ file: { path, text } })).problems;
}

/** How many rules `spec/spectral.yaml` has. Throws where it is broken. */
export async function countSpectralRules(): Promise<number> {
  return (await ask({})).rules;
}

/** Lets the thread load the rules again, as their files are now. Where they are broken, the next question says so. */
export function forgetSpectralRules(): void {
  if (thread) ask({ forget: true }).catch(() => {});
}

async function ask(request: Omit<SpectralRequest, "id">) {
  thread ??= start();
  const { worker, waiting } = thread;
  const id = requests++;
  const answer = await new Promise<SpectralAnswer>((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.ref();
    worker.postMessage({ ...request, id } satisfies SpectralRequest);
  });
  if ("error" in answer) throw answer.error;
  return answer;
}

function start(): Thread {
  const worker = new Worker(new URL("./spectral-worker.ts", import.meta.url));
  const waiting: Thread["waiting"] = new Map();
  worker.on("message", (answer: SpectralAnswer) => {
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
  });
  worker.on("error", (error) => {
    thread = undefined;
    for (const { reject } of waiting.values()) reject(new Error(`Spectral ended: ${error.message}`, { cause: error }));
  });
  worker.unref();
  return { worker, waiting };
}
