import { styleText } from "node:util";

/** Does one step of a benchmark and says how long it took. Progress is for who waits; what a run found goes to the output. */
export async function step<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  const from = performance.now();
  const result = await work();
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  console.error(styleText("dim", `  ${title.padEnd(48)}${seconds.padStart(6)} s`));
  return result;
}
