import { documented, type Script, type Step } from "./fault-server.ts";
import { type Fault, faults } from "./faults.ts";

/** What is to happen to the updates of a run. All of it follows from the seed, whatever the order of the requests. */
export interface Plan {
  /** Whether the update goes where nobody listens. */
  isRefused(index: number): boolean;
  /** What the server does to an update's attempt, from 1. */
  step(index: number, attempt: number): PlannedStep;
  /** What the server does. */
  script: Script;
}

export interface PlannedStep extends Step {
  /** The fault's name; `undefined` where there is none. */
  name: FaultName | undefined;
}

export type FaultName = keyof typeof faults;

const names = Object.keys(faults) as FaultName[];

/** The share of the answers that are faulty, and of the updates that go where nobody listens. */
const FAULTY = 0.2;
const REFUSED = 0.01;

/** A plan in which one answer in five is faulty, each fault as often as any other, half of them after the update was applied. */
export function plan(seed: number): Plan {
  const step = (index: number, attempt: number): PlannedStep => {
    const random = randomNumbers(seed, index, attempt);
    if (random() >= FAULTY) return { name: undefined, answer: documented, apply: true };
    const name = names[Math.floor(random() * names.length)];
    const { answer, mayApply }: Fault = faults[name ?? "silence"];
    return { name, answer, apply: mayApply && random() < 0.5 };
  };
  return {
    isRefused: (index) => randomNumbers(seed, index, 0)() < REFUSED,
    step,
    script: ({ modelId, attempt }) => step(indexOf(modelId), attempt),
  };
}

/** The model that an update is for. Each has one of its own. */
export function modelOf(index: number): string {
  return `model_${index}`;
}

/** What an update calls its model. Each has a name of its own. */
export function nameOf(index: number): string {
  return `Update ${index}`;
}

/** The update that a model is for. */
export function indexOf(modelId: string): number {
  return Number(modelId.slice("model_".length));
}

/** Numbers from 0 to 1, the same for the same seeds (Mulberry32, seeded by a hash). */
export function randomNumbers(...seeds: number[]): () => number {
  let state = seeds.reduce((hash, seed) => mixed(hash ^ mixed(seed + 0x9e3779b9)), 0x85ebca6b);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return mixed(state) / 2 ** 32;
  };
}

function mixed(number: number): number {
  let bits = Math.imul(number ^ (number >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}
