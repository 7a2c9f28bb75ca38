import { styleText } from "node:util";

/**
 * Does one step of a longer command and prints a line about it: its title, how long it took, and whether it was cached,
 * if that is what `work` returns.
 */
export async function step<Result>(title: string, work: () => Result | Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  const note = result === "cached" ? styleText("dim", "  nothing to do: cached") : "";
  console.log(`  ${styleText("green", "✓")} ${title.padEnd(48)}${seconds(start).padStart(8)}${note}`);
  return result;
}

/** The time since a moment of `performance.now()`: "1.2 s". */
export function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
