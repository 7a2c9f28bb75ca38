// The thread of docs-thread.ts: serves the reference, and makes it anew for each description that it is sent.
import { parentPort, workerData } from "node:worker_threads";
import type { OpenApiDocument } from "../spec/openapi-document.ts";
import { specFile } from "../spec-document.ts";
import { listen } from "./listen.ts";
import { liveDocs } from "./live-docs.ts";

/** What the thread answers: where it listens, then for each description whether its pages are shown. */
export type Answer = { url: string } | { error: string } | { shown: true };

const answer = (message: Answer) => parentPort?.postMessage(message);
const docs = liveDocs();

parentPort?.on("message", async (document: OpenApiDocument) => {
  try {
    await docs.show(document, specFile);
    answer({ shown: true });
  } catch (error) {
    answer({ error: (error as Error).message });
  }
});

try {
  const { url } = await listen(docs.app, workerData as number);
  answer({ url });
} catch (error) {
  answer({ error: (error as Error).message });
}
