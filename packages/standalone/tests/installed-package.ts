import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { root } from "@repo/commands";
import { type SampleCall, sampleCalls } from "@repo/docs";
import { isFetched, namedOperations, type OpenApiDocument } from "@repo/openapi";
import { readDescription } from "@repo/openapi/read";
import { registryProblems } from "@repo/release";
import { credentialsOf, namesOf, type Settings } from "@repo/settings";
import { linkDependencies, type Outcome, runNode } from "@repo/testing";
import { packageFiles } from "../src/index.ts";
import { type DescribedServer, serveDescription } from "./described-server.ts";

const tsc = join(root, "node_modules/typescript/bin/tsc");
const run = promisify(execFile);
const shell = process.platform === "win32"; // npm is a script there.

/** A package that was generated, built, packed and installed in an empty folder. */
export interface InstalledPackage {
  document: OpenApiDocument;
  files: ReadonlyMap<string, string>;
  /** What the compiler printed, for ES modules and CommonJS. */
  built: Outcome[];
  /** What publint and Are the Types Wrong find. */
  problems: string[];
  /** Words with "scenario" in the packed files that the description does not have itself. */
  strangers: string[];
  /** The operations that have a sample. */
  calls: SampleCall[];
  /** Where it is installed. */
  app: string;
  /** Calls all of them, and returns what went wrong. */
  callAll(format: "esm" | "cjs", node?: string): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * @param file the description, which may be gzipped
 * @param install whether npm installs the package with its dependencies; otherwise it is unpacked, and they are linked
 */
export async function installPackage(
  file: string,
  settings: Settings,
  { install }: { install: boolean },
): Promise<InstalledPackage> {
  const folder = await mkdtemp(join(tmpdir(), "package-"));
  const spec = join(folder, file.replace(/.*[\\/]/, "").replace(/\.gz$/, ""));
  const bytes = await readFile(file);
  await writeFile(spec, file.endsWith(".gz") ? gunzipSync(bytes) : bytes);
  const { document } = await readDescription(spec, "structure");
  if (!document) throw new Error(`${file} cannot be read`);
  const own = join(folder, "package");
  const { files } = await packageFiles(document, settings, { spec, out: own });
  for (const [path, content] of files) {
    await mkdir(dirname(join(own, path)), { recursive: true });
    await writeFile(join(own, path), content);
  }
  await linkDependencies(own);
  const built = [
    await runNode([tsc, "-p", "tsconfig.json"], own),
    await runNode([tsc, "-p", "tsconfig.cjs.json"], own),
  ];
  const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const tarball = join(folder, JSON.parse((await run("npm", pack, { cwd: own, shell })).stdout)[0].filename);
  const app = join(folder, "app");
  const name = namesOf(document, settings).package;
  const installed = join(app, "node_modules", name);
  await mkdir(app);
  if (install) {
    await run("npm", ["install", "--no-audit", "--no-fund", tarball], { cwd: app, shell });
  } else {
    await mkdir(installed, { recursive: true });
    await run("tar", ["-xzf", tarball, "--strip-components", "1"], { cwd: installed });
    await linkDependencies(app);
  }
  const manifest = JSON.parse(files.get("package.json") ?? "");
  const { "./package.json": _, ...exports } = manifest.exports;
  const packed = { folder: name, tarball: new Uint8Array(await readFile(tarball)), manifest: { ...manifest, exports } };
  const unsent = [...namedOperations(document)].filter(({ method }) => !isFetched(method)).map((each) => each.name);
  const calls = sampleCalls(document, settings, name).filter(({ operation }) => !unsent.includes(operation));
  const server = await serveDescription(document, settings);
  return {
    document,
    files,
    built,
    problems: await registryProblems(packed),
    strangers: await strangersIn(installed, await readFile(spec, "utf8")),
    calls,
    app,
    callAll: (format, node) => callAll(app, { document, settings, name, calls, server }, format, node),
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Words with "scenario" in the files of a folder that a description does not have itself. */
async function strangersIn(folder: string, description: string): Promise<string[]> {
  const strangers = new Set<string>();
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const text = await readFile(join(file.parentPath, file.name), "utf8");
    for (const [word] of text.matchAll(/[\w@/-]*scenario[\w/-]*/gi)) {
      if (!description.includes(word)) strangers.add(`${file.name}: ${word}`);
    }
  }
  return [...strangers];
}

interface Callable {
  document: OpenApiDocument;
  settings: Settings;
  name: string;
  calls: readonly SampleCall[];
  server: DescribedServer;
}

async function callAll(app: string, callable: Callable, format: "esm" | "cjs", node?: string): Promise<string[]> {
  const { document, settings, name, calls, server } = callable;
  const { brand, constant } = namesOf(document, settings);
  const create = `create${brand}Client`;
  const program = [
    format === "esm"
      ? `import { ${create} } from ${JSON.stringify(name)};`
      : `const { ${create} } = require(${JSON.stringify(name)});`,
    // Whatever server an operation has, its requests go to this one.
    "const there = (url, init) => fetch(url.replace(/^https?:\\/\\/[^/]+/, process.env.SERVER), init);",
    `const ${constant} = ${create}({ baseUrl: "https://api.example", fetch: there, retries: 0 });`,
    ...calls.map(({ operation, code }) => `const call_${operation} = async () => {\n${statementsOf(code)}\n};`),
    `const calls = { ${calls.map(({ operation }) => `${JSON.stringify(operation)}: call_${operation}`).join(", ")} };`,
    "const outcomes = {};",
    "const log = console.log;",
    "console.log = () => {};",
    `const all = Object.entries(calls).map(([name, call]) => async () => {
      outcomes[name] = await call().then(() => "", (error) => String(error));
    });`,
    "all.reduce((before, call) => before.then(call), Promise.resolve()).then(() => log(JSON.stringify(outcomes)));",
  ].join("\n");
  const file = `calls.${format === "esm" ? "mjs" : "cjs"}`;
  await writeFile(join(app, file), program);
  const env: Record<string, string> = { SERVER: server.url };
  for (const scheme of credentialsOf(document, settings)) {
    for (const part of Object.values(scheme)) if (typeof part === "object") env[part.variable] = "secret";
  }
  server.forget();
  const { stdout, stderr } = await runNode([file], app, env, node);
  if (stderr !== "") return [stderr];
  const outcomes: Record<string, string> = JSON.parse(stdout);
  const thrown = Object.entries(outcomes).filter(([, error]) => error !== "");
  const missing = calls.filter(({ operation }) => !server.called.has(operation) && outcomes[operation] === "");
  return [
    ...thrown.map(([operation, error]) => `${operation}: ${error}`),
    ...missing.map(({ operation }) => `${operation}: no such request arrived`),
    ...server.faults,
  ];
}

/** What a sample does after it has created the client, as JavaScript. */
function statementsOf(code: string): string {
  const statements = code.replace(/^import [^;]+;\n\nconst \w+ = \w+\([^;]*\);\n/, "");
  return stripTypeScriptTypes(`async () => {\n${statements}\n}`).slice("async () => {\n".length, -"\n}".length);
}
