import { settleFiles } from "./generate/write-files.ts";
import { root } from "./root.ts";

/** Finishes a generation of the committed files that was killed, before anything else is done with them, and says so. */
export async function settleCommitted(): Promise<void> {
  if (await settleFiles(root)) console.error("note: a generation was cut short: what it had left is in its place now");
}
