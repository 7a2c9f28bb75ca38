import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../root.ts";

/** What is used of the sandbox here. Its own types are there only once it is built, and this file is checked without. */
interface Sandbox {
  credentials: { apiKey: string; apiSecret: string; authorization: string };
  models: { get(modelId: string): { name: string } | undefined };
  listen(port: number): Promise<{ url: string; close(): Promise<void> }>;
}

/** Starts this workspace's sandbox, as built, on a free port. */
export async function startSandbox() {
  const entry = pathToFileURL(join(root, "packages/sandbox/dist/index.js")).href;
  const { createSandbox } = (await import(entry)) as { createSandbox(): Sandbox };
  const sandbox = createSandbox();
  const { url, close } = await sandbox.listen(0);
  const nameOf = (modelId: string) => sandbox.models.get(modelId)?.name;
  return { url, close, nameOf, credentials: sandbox.credentials };
}
