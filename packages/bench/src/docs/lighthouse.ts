import { join } from "node:path";
import { root } from "@repo/commands";
import { findBrowser, installLocked, runNode } from "@repo/testing";

/** The categories of Lighthouse. */
export const categories = ["performance", "accessibility", "best-practices", "seo"] as const;

/** Points out of 100, in the order of {@link categories}. */
export type Scores = readonly number[];

/** Installs Lighthouse, and returns what examines a page with it as a phone would load it. */
export async function installLighthouse(): Promise<(url: string) => Promise<Scores>> {
  const modules = await installLocked(join(root, "packages/bench/lighthouse"), "lighthouse");
  const found = await findBrowser();
  if ("reason" in found) throw new Error(found.reason);
  const { executablePath, env } = found.options;
  return async (url) => {
    const { exitCode, stdout, stderr } = await runNode(
      [
        join(modules, "lighthouse/cli/index.js"),
        url,
        "--quiet",
        "--output=json",
        "--no-enable-error-reporting",
        "--chrome-flags=--headless --no-sandbox",
        `--only-categories=${categories.join(",")}`,
      ],
      root,
      { ...env, ...(executablePath !== undefined && { CHROME_PATH: executablePath }) },
    );
    if (exitCode !== 0) throw new Error(`Lighthouse could not examine ${url}:\n${stderr}`);
    const report: { categories: Record<string, { score: number | null }> } = JSON.parse(stdout);
    return categories.map((category) => Math.round((report.categories[category]?.score ?? 0) * 100));
  };
}
