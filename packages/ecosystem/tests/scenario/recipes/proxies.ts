import { expect, onTestFinished } from "vitest";
import type { Project } from "./recipes.ts";
import { startProxy } from "./servers.ts";

/** Runs a program, and checks that its call was made through the proxy that is in the environment. */
export async function expectProxied(
  project: Project,
  program: string,
  { env = {}, node }: { env?: NodeJS.ProcessEnv; node?: string } = {},
): Promise<void> {
  const proxy = await startProxy();
  onTestFinished(proxy.close);
  const others = { NO_PROXY: undefined, no_proxy: undefined, http_proxy: undefined };
  const proxied = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, ...others, ...env };
  const { exitCode, stderr } = await project.run(program, { env: proxied, ...(node && { node }) });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(proxy.asked).toHaveLength(1);
}
