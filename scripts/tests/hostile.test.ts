// Descriptions that somebody hostile has written: each is refused with a reason, or gives modules that compile and hold
// no code of theirs. None hangs, crashes, reaches the network or writes elsewhere.
import { execFileSync, spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenLinks } from "../../packages/docs/tests/collect-links.ts";
import { root } from "../root.ts";
import { type HostileDescription, hostileDescriptions } from "./hostile/descriptions.ts";
import { strictest } from "./strictest.ts";
import { type Outcome, runNode } from "./workspace-copy.ts";

/** In milliseconds. What takes longer hangs. */
const PATIENCE = 30_000;
const MODULES = ["operations.gen.ts", "schema.gen.ts", "validators.gen.ts"];

const refused = hostileDescriptions.filter(({ refused }) => refused);
const generated = hostileDescriptions.filter(({ refused }) => !refused);
const folderOf = (description: HostileDescription) => `out-${hostileDescriptions.indexOf(description)}`;

let folder: string;
let specs: string;
let server: Server;
let requests = 0;
let wrong = hostileDescriptions.length;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hostile-"));
  specs = join(folder, "specs");
  await mkdir(join(specs, "parts"), { recursive: true });
  await mkdir(join(folder, "specs-not"));
  for (const path of ["outside.yaml", "specs-not/a.yaml"]) await writeFile(join(folder, path), "type: string\n");
  await symlink(join(folder, "outside.yaml"), join(specs, "link.yaml"));
  await symlink(folder, join(specs, "folder-link"));
  if (process.platform !== "win32") execFileSync("mkfifo", [join(specs, "pipe.yaml")]);
  await mkdir(join(folder, "node_modules/@scenario-openapi"), { recursive: true });
  await symlink(join(root, "packages/client"), join(folder, "node_modules/@scenario-openapi/client"), "junction");
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  server = createServer((_, response) => {
    requests++;
    response.end("type: string\n");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});

afterAll(async () => {
  console.log(`hostile specs: ${refused.length} refused, ${generated.length} generated and compiled, ${wrong} wrong`);
  server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Generates from a description by a script of this repository, in a process that is ended when it takes too long. */
async function generate(description: HostileDescription, script: string, ...args: string[]): Promise<Outcome> {
  const file = join(specs, `${folderOf(description)}.${description.format}`);
  await writeFile(file, description.text(`127.0.0.1:${(server.address() as AddressInfo).port}`));
  const child = spawn(process.execPath, [join(root, script), ...args.map((arg) => arg.replace("FILE", file))], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1" },
    timeout: PATIENCE,
    killSignal: "SIGKILL",
  });
  const printed = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (chunk: string) => {
      printed[name] += chunk;
    });
  }
  const exitCode = await new Promise<number>((done) => child.on("close", (code) => done(code ?? -1)));
  await rm(file);
  return { exitCode, ...printed };
}

describe.concurrent("is refused, with a reason and without a trace of it:", () => {
  it.each(refused.map((description) => [description.name, description] as const))(
    "%s",
    { timeout: 2 * PATIENCE },
    async (_, description) => {
      const out = folderOf(description);
      const { exitCode, stderr } = await generate(description, "scripts/generate.ts", "--spec", "FILE", "--out", out);
      expect(exitCode, stderr.slice(0, 2000)).toBe(1);
      expect(stderr).toMatch(description.refused ?? /never/);
      expect(stderr).toMatch(/^ +✗ +\d+:\d+ /m);
      expect(stderr).toContain("Nothing was written: mend ");
      // What a program prints that did not expect something.
      expect(stderr).not.toMatch(/^\s+at .*:\d+|RangeError|call stack|\[object|undefined/m);
      expect(stderr.length).toBeLessThan(5_000);
      expect(await readdir(folder)).not.toContain(out);
      wrong--;
    },
  );
});

describe("gives modules", () => {
  describe.concurrent("of", () => {
    it.each(generated.map((description) => [description.name, description] as const))(
      "%s",
      { timeout: 2 * PATIENCE },
      async (_, description) => {
        const out = folderOf(description);
        const script = "scripts/tests/hostile/generate-modules.ts";
        const { exitCode, stderr } = await generate(description, script, "FILE", out);
        expect(exitCode, stderr.slice(0, 2000)).toBe(0);
        expect((await readdir(join(folder, out))).sort()).toEqual(["docs", ...MODULES]);
        expect(brokenLinks(await textsOf(join(folder, out, "docs")))).toEqual([]);
        wrong--;
      },
    );
  });

  it("that compile, as strictly as can be", { timeout: 120_000 }, async () => {
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(STRICTEST));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { exitCode, stdout } = await runNode([tsc, "-p", folder], folder);
    expect(stdout.slice(0, 3000)).toBe("");
    expect(exitCode).toBe(0);
  });

  it("that run nothing of the description when they are imported", { timeout: 120_000 }, async () => {
    const files = generated.flatMap((description) => MODULES.map((name) => join(folder, folderOf(description), name)));
    const { stdout, stderr } = await runNode([join(root, "scripts/tests/hostile/import-all.ts"), ...files], folder);
    expect(stderr).toBe("");
    expect(stdout.trimEnd().split("\n")).toEqual(files.map((file) => `clean  ${file}`));
  });

  it("and nothing else, nowhere, and asks no server", async () => {
    const outs = generated.map(folderOf);
    const given = ["node_modules", "outside.yaml", "package.json", "specs", "specs-not", "tsconfig.json"];
    expect((await readdir(folder)).sort()).toEqual([...given, ...outs].sort());
    expect((await readdir(specs)).sort()).toEqual(["folder-link", "link.yaml", "parts", "pipe.yaml"]);
    expect(requests).toBe(0);
  });
});

/** The pages of a site and what they load, by path. */
async function textsOf(docs: string): Promise<Map<string, string>> {
  const paths = (await readdir(docs, { recursive: true })).filter((path) => /\.\w+$/.test(path));
  const texts = paths.map(
    async (path) => [path.replaceAll("\\", "/"), await readFile(join(docs, path), "utf8")] as const,
  );
  // Redocly's page is not made here.
  return new Map([...(await Promise.all(texts)), ["explorer/index.html", ""]]);
}

const STRICTEST = { compilerOptions: strictest, include: ["out-*/*.ts"] };
