import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { OpenApiDocument } from "@scenario-openapi/openapi";

const require = createRequire(import.meta.url);
const redocly = require.resolve("@redocly/cli/bin/cli.js");

/** The page may load nothing, and send requests only to this machine. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; style-src 'unsafe-inline'; " +
  "img-src data: blob:; font-src data:; connect-src 'self' http://localhost:* http://127.0.0.1:*; base-uri 'none'; form-action 'none'";

/** Redoc's bundle would load its logo from the network. The pages show its name instead. */
const LOGO = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg/g;
const WORDMARK =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='52' height='16'%3E" +
  "%3Ctext y='12' font-family='sans-serif' font-size='13' font-weight='600'%3ERedoc%3C/text%3E%3C/svg%3E";

/**
 * The page that `redocly build-docs` makes of a description. It needs no other file and connects to no other machine.
 *
 * @throws if Redocly fails, with its output
 */
export async function explorerPage(document: OpenApiDocument): Promise<string> {
  const stage = await mkdtemp(join(tmpdir(), "explorer-"));
  try {
    await writeFile(join(stage, "openapi.json"), JSON.stringify(document));
    await buildDocs(stage);
    return selfContained(await readFile(join(stage, "index.html"), "utf8"));
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

async function buildDocs(folder: string): Promise<void> {
  const args = [redocly, "build-docs", "openapi.json", "--inlineBundle", "--output", "index.html"];
  try {
    await promisify(execFile)(process.execPath, args, {
      cwd: folder,
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    });
  } catch (error) {
    const { stderr, stdout, message } = error as { stderr?: string; stdout?: string; message: string };
    throw new Error(`redocly build-docs failed:\n${stderr || stdout || message}`, { cause: error });
  }
}

function selfContained(page: string): string {
  return page
    .replace("<head>", `<head>\n  <meta http-equiv="Content-Security-Policy" content="${POLICY}">`)
    .replace(LOGO, WORDMARK);
}
