import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { OpenApiDocument } from "../spec/openapi-document.ts";
import type { Answer } from "./docs-worker.ts";

/** The reference, served by a thread of its own: making it takes longer than a save may wait for its files. */
export interface DocsThread {
  url: string;
  /** Makes the pages of a description and reloads what is open; one call at a time. */
  show(document: OpenApiDocument): Promise<void>;
  close(): Promise<void>;
}

/** @throws where the port is taken */
export async function startDocsThread(port: number): Promise<DocsThread> {
  const worker = new Worker(new URL("./docs-worker.ts", import.meta.url), { workerData: port });
  const next = async (): Promise<Answer> => {
    const [answer] = (await once(worker, "message")) as [Answer];
    if ("error" in answer) throw new Error(answer.error);
    return answer;
  };
  try {
    const started = await next();
    return {
      url: "url" in started ? started.url : "",
      async show(document) {
        const shown = next();
        worker.postMessage(document);
        await shown;
      },
      async close() {
        await worker.terminate();
      },
    };
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}
