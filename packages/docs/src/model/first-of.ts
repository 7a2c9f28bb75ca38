import type { OperationPage } from "./site.ts";

/**
 * The operation that a reader calls first: one that only reads, gives JSON and can be called as its sample is, or else one
 * whose sample can be sent as it is, or else any with a sample.
 */
export function firstOf<
  Call extends Pick<OperationPage, "method" | "samples" | "sampleNote" | "deprecated" | "answer">,
>(calls: Iterable<Call>): Call | undefined {
  let best: { call: Call; rank: number } | undefined;
  for (const call of calls) {
    if (call.samples.length === 0) continue;
    const isReady = call.sampleNote === undefined && !call.deprecated;
    const rank = !isReady ? 0 : call.method !== "GET" ? 1 : (call.answer ?? "json") === "json" ? 3 : 2;
    if (best === undefined || rank > best.rank) best = { call, rank };
    if (rank === 3) break;
  }
  return best?.call;
}
