// pnpm docs:picture : takes the README's pictures of the operation page from the built site, in both themes.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launchBrowser } from "./browser.ts";
import { command } from "./command.ts";
import { root } from "./root.ts";

const PAGE = join(root, "packages/docs/dist/operations/updateModel.html");

await command(async () => {
  if (!existsSync(PAGE)) throw new Error("There is no reference yet: run `pnpm docs:build`");
  const browser = await launchBrowser();
  try {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({
        viewport: { width: 1360, height: 860 },
        colorScheme,
        deviceScaleFactor: 1.5,
      });
      await page.goto(`${pathToFileURL(PAGE).href}?trainer=flux-lora`);
      await page.evaluate(() => {
        document.querySelector<HTMLElement>("[data-sample=setFluxLoraParameters] summary")?.click();
        document.getElementById("body")?.scrollIntoView();
      });
      const path = join(root, `packages/docs/picture-${colorScheme}.png`);
      await page.screenshot({ path });
      console.log(`packages/docs/picture-${colorScheme}.png`);
    }
  } finally {
    await browser.close();
  }
});
