import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { program, root, run } from "@repo/commands";

const PAGE = join(root, "packages/docs/site/operations/updateModel.html");

await run(
  program("docs:picture", "Take the README's pictures of the built reference, in both themes.").action(takePictures),
);

async function takePictures(): Promise<void> {
  if (!existsSync(PAGE)) throw new Error("There is no reference yet. Run `pnpm docs:build`.");
  const { launchBrowser } = await import("@repo/testing");
  const browser = await launchBrowser();
  try {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({
        viewport: { width: 1440, height: 900 },
        colorScheme,
        deviceScaleFactor: 1.5,
      });
      await page.goto(`${pathToFileURL(PAGE).href}?trainer=flux-lora`);
      await page.evaluate(() => document.getElementById("body")?.scrollIntoView());
      const path = join(root, `packages/docs/picture-${colorScheme}.png`);
      await page.screenshot({ path });
      console.log(`packages/docs/picture-${colorScheme}.png`);
    }
  } finally {
    await browser.close();
  }
}
