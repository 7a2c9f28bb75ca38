import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium, type LaunchOptions } from "playwright-core";

/** How to launch the browser that the tests use, or why there is none. */
export type FoundBrowser = { options: LaunchOptions } | { reason: string };

/** A headless browser: on Linux x64 a Chromium from npm, elsewhere the installed Chrome or Edge. */
export async function findBrowser(): Promise<FoundBrowser> {
  if (process.platform === "linux" && process.arch === "x64") return { options: await chromiumFromNpm() };
  for (const channel of ["chrome", "msedge"]) {
    const browser = await chromium.launch({ channel }).catch(() => undefined);
    await browser?.close();
    if (browser) return { options: { channel } };
  }
  return { reason: `No browser was found on ${process.platform} ${process.arch}. Install Chrome or Edge.` };
}

/**
 * Launches the browser that {@link findBrowser} finds.
 *
 * @throws if there is none
 */
export async function launchBrowser(): Promise<Browser> {
  const found = await findBrowser();
  if ("reason" in found) throw new Error(found.reason);
  return chromium.launch(found.options);
}

/**
 * `@sparticuz/chromium` unpacks into the temporary folder and takes a half-unpacked Chromium for a whole one, which breaks
 * two test runs that start at once. So it unpacks into a folder of its own, which is renamed when it is complete.
 */
async function chromiumFromNpm(): Promise<LaunchOptions> {
  const require = createRequire(import.meta.url);
  const fontsPackage = require.resolve("dejavu-fonts-ttf/package.json");
  const { version }: { version: string } = JSON.parse(await readFile(fontsPackage, "utf8"));
  // Inside the installed package, and named after the fonts: another version of either unpacks anew.
  const folder = join(require.resolve("@sparticuz/chromium"), `../../unpacked-with-dejavu-${version}`);
  if (!existsSync(folder)) {
    const stage = await mkdtemp(`${folder}-`);
    await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", UNPACK], {
      cwd: import.meta.dirname,
      // AWS_LAMBDA_JS_RUNTIME makes it bring the system libraries that a bare machine lacks.
      env: { ...process.env, TMPDIR: stage, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" },
    });
    const fonts = join(stage, "fonts/fonts.conf");
    await writeFile(fonts, (await readFile(fonts, "utf8")).replaceAll("/tmp/", `${folder}/`));
    // It brings no font for code.
    const ttf = join(fontsPackage, "../ttf");
    for (const font of ["DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"]) {
      await copyFile(join(ttf, font), join(stage, "fonts/fonts", font));
    }
    await rename(stage, folder).catch(async (error) => {
      await rm(stage, { recursive: true });
      // Another run may have been quicker.
      if (!existsSync(folder)) throw error;
    });
  }
  return {
    executablePath: join(folder, "chromium"),
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_PATH: join(folder, "fonts") },
  };
}

const UNPACK = 'await (await import("@sparticuz/chromium")).default.executablePath()';
