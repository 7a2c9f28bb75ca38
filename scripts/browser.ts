import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/**
 * Arguments of the package that a test must not have: with one process, closing a tab ends the browser, and without web
 * security it permits what other browsers refuse.
 */
const UNWANTED = new Set([
  ..."--single-process --no-zygote --in-process-gpu".split(" "),
  ..."--disable-web-security --allow-running-insecure-content --disable-site-isolation-trials".split(" "),
]);

/** A headless Chromium that comes from npm alone. */
export async function launchBrowser(): Promise<Browser> {
  // Makes the package bring its own system libraries, which a bare machine does not have.
  process.env["AWS_LAMBDA_JS_RUNTIME"] ??= "nodejs22.x";
  const { default: packaged } = await import("@sparticuz/chromium");
  const executablePath = await packaged.executablePath();
  if (!existsSync(executablePath)) throw new Error(`no Chromium at ${executablePath}`);
  return chromium.launch({
    executablePath,
    args: packaged.args.filter((argument) => !UNWANTED.has(argument)),
    headless: true,
  });
}
