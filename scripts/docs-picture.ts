import { globSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { program, root, run } from "@repo/commands";

const SITE = join(root, "packages/docs/site");

await run(
  program("docs:picture", "Take the README's pictures of the built reference, in both themes.")
    .argument("[page]", "such as operations/getBoat.html?kind=ferry (default: the largest page of an operation)")
    .action((page = largestPage()) => takePictures(new URL(page, `${pathToFileURL(SITE).href}/`).href)),
);

async function takePictures(address: string): Promise<void> {
  const { launchBrowser } = await import("@repo/testing");
  const browser = await launchBrowser();
  try {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({
        viewport: { width: 1440, height: 900 },
        colorScheme,
        deviceScaleFactor: 1.5,
      });
      await page.goto(address);
      await page.evaluate(() => document.getElementById("body")?.scrollIntoView());
      const path = join(root, `packages/docs/picture-${colorScheme}.png`);
      await page.screenshot({ path });
      console.log(`packages/docs/picture-${colorScheme}.png`);
    }
  } finally {
    await browser.close();
  }
}

function largestPage(): string {
  const size = (path: string) => statSync(join(SITE, path)).size;
  const [largest] = globSync("operations/*.html", { cwd: SITE }).toSorted((a, b) => size(b) - size(a));
  if (largest === undefined) throw new Error("There is no reference yet. Run `pnpm docs:build`.");
  return largest.replaceAll("\\", "/");
}
