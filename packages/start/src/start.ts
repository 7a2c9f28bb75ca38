import { execFile } from "node:child_process";
import { mkdtempDisposable, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify, styleText } from "node:util";
import { readOrExit, root, runTurboQuietly, seconds, settingsFile, specFile, step } from "@repo/commands";
import { credentialsOf, namesOf, readSettings, secretsOf } from "@repo/settings";
import { codeBlocks, installClient, manifestOf } from "@repo/testing";

/** Checks and builds everything, then calls the API in a local sandbox with the packed client. */
export async function start(): Promise<void> {
  const start = performance.now();
  const document = await readOrExit(specFile, "structure");
  const settings = await readSettings(settingsFile);
  console.log(`\n${styleText("bold", document.info.title)}  one spec, three artefacts`);
  console.log(`${settings.notice ?? ""}\n`);
  await step("Lint the spec", () => runTurboQuietly(["//#lint:spec"]));
  await step("Check the generated files", () => runTurboQuietly(["generate:check"]));
  await step("Build the packages", () => runTurboQuietly(["build"]));
  await step("Build the reference", () => runTurboQuietly(["docs:build"]));

  await using folder = await mkdtempDisposable(join(tmpdir(), "start-"));
  const tarball = await step("Pack the client, unpack it in an empty folder", () => installClient(folder.path));
  // Imported only now, since they have just been built.
  const [{ createSandbox }, { firstCall }] = await Promise.all([
    import("@scenario-openapi/sandbox"),
    import("@repo/docs"),
  ]);
  const { name } = await manifestOf("packages/client");
  const sample = (await sampleOfReadme()) ?? firstCall(document, settings, name)?.code;
  if (sample === undefined) {
    throw new Error("The spec has no examples to make a call of: give README.md a sample in TypeScript.");
  }
  const sandbox = createSandbox();
  const server = await step("Start the sandbox", () => sandbox.listen(0));
  try {
    const credentials: Readonly<Record<string, string>> = { ...sandbox.credentials };
    const secrets = credentialsOf(document, settings).flatMap(secretsOf);
    const env = Object.fromEntries(secrets.map(({ option, variable }) => [variable, credentials[option]]));
    const { stdout, stderr } = await step("Run the first sample with it", () =>
      runSample(folder.path, sample, server.url, env),
    );
    await printSummary(tarball);
    console.log(`\n  ${styleText("bold", namesOf(document, settings).brand)} at ${server.url}`);
    console.log(`${indented(stderr)}\n\n  The sample printed\n${indented(stdout)}`);
    console.log(`\n  Done in ${seconds(start)}. Read the reference: npx -y pnpm@12.21.0 docs:preview\n`);
  } finally {
    await server.close();
  }
}

async function sampleOfReadme(): Promise<string | undefined> {
  const readme = await readFile(join(root, "README.md"), "utf8");
  return codeBlocks(readme).find(({ language }) => language === "ts")?.code;
}

/** Runs a program whose calls go to a server, whatever address they are meant for. It says on stderr what they are. */
async function runSample(folder: string, code: string, url: string, env: NodeJS.ProcessEnv) {
  const redirect = `
    const send = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      const { pathname, search } = new URL(request.url);
      const body = request.headers.get("content-type")?.includes("json") ? " " + await request.clone().text() : "";
      const response = await send(new Request(new URL(pathname + search, ${JSON.stringify(url)}), request));
      console.error(\`\${request.method} \${pathname}\${search}\${body}\\n\${response.status} \${response.statusText}\`);
      return response;
    };
  `;
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await writeFile(join(folder, "redirect.js"), redirect);
  await writeFile(join(folder, "sample.ts"), code);
  const args = ["--import", "./redirect.js", "sample.ts"];
  return await promisify(execFile)(process.execPath, args, { cwd: folder, env: { ...process.env, ...env } });
}

async function printSummary(tarball: string): Promise<void> {
  const artefacts = [
    ["types", "packages/types/src/schema.gen.ts"],
    ["client", "packages/client/src/operations.gen.ts"],
    ["reference", "packages/docs/site/index.html"],
  ] as const;
  console.log(`\n  ${styleText("bold", "Made")} from spec/openapi.yaml`);
  for (const [name, path] of artefacts) console.log(row(name, path, await size(join(root, path))));
  console.log(row("", "the client, packed", await size(tarball)));
}

function row(name: string, path: string, size: string): string {
  return `    ${name.padEnd(12)}${path.padEnd(42)}${size.padStart(10)}`;
}

function indented(text: string): string {
  return text.trim().replaceAll(/^/gm, "    ");
}

async function size(path: string): Promise<string> {
  return `${((await stat(path)).size / 1024).toFixed(1)} KiB`;
}
