import { styleText } from "node:util";

/** Does one step of a longer command and prints a line about it: what it was, how long it took, whether it was cached. */
export async function step<Result>(title: string, work: () => Result | Promise<Result>): Promise<Result> {
  const from = performance.now();
  const result = await work();
  const note = result === "cached" ? styleText("dim", "  nothing to do: cached") : "";
  console.log(`  ${styleText("green", "✓")} ${title.padEnd(48)}${seconds(from).padStart(8)}${note}`);
  return result;
}

/** The time since a moment of `performance.now()`: "1.2 s". */
export function seconds(from: number): string {
  return `${((performance.now() - from) / 1000).toFixed(1)} s`;
}
