import { execFileSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { OpenApiDocument } from "@repo/openapi";
import { formatProblems, readDescription } from "@repo/openapi/read";
import { root, runNode, strictest } from "@repo/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentedModule, operationsModule, typesModule, validatorsModule } from "../src/index.ts";

/** A description that somebody hostile, or very unlucky, has written. */
export interface HostileDescription {
  name: string;
  /** Returns its text, which can be very long. `address` is that of a server that counts its requests. */
  text: (address: string) => string;
  format: "json" | "yaml";
  /** The expected error, if nothing can be generated from the description. */
  refused?: RegExp;
}

/**
 * Tests that each description is either refused with a reason, or gives modules that compile and run none of its text;
 * and that nothing reaches the network or reads outside of the description's folder.
 */
export function testHostile(descriptions: readonly HostileDescription[]): void {
  const refused = descriptions.filter(({ refused }) => refused);
  const accepted = descriptions.filter(({ refused }) => !refused);
  let folder: string;
  let specs: string;
  let server: Server;
  let requests = 0;
  const modules: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hostile-"));
    specs = join(folder, "specs");
    await mkdir(join(specs, "parts"), { recursive: true });
    await mkdir(join(folder, "specs-not"));
    for (const path of ["outside.yaml", "specs-not/a.yaml"]) await writeFile(join(folder, path), "type: string\n");
    await symlink(folder, join(specs, "folder-link"), "junction");
    // Windows has no named pipes in folders, and lets only administrators make links to files.
    if (process.platform !== "win32") {
      await symlink(join(folder, "outside.yaml"), join(specs, "link.yaml"));
      execFileSync("mkfifo", [join(specs, "pipe.yaml")]);
    }
    await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
    await copyFile(new URL("client-stub.ts", import.meta.url), join(folder, "client.ts"));
    server = createServer((_, response) => {
      requests++;
      response.end("type: string\n");
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  });

  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function read({ text, format }: HostileDescription) {
    const file = join(specs, `openapi.${format}`);
    await writeFile(file, text(`127.0.0.1:${(server.address() as AddressInfo).port}`));
    const { document, problems } = await readDescription(file, "structure");
    const errors = problems.filter(({ severity }) => severity === "error");
    return { document, errors, printed: formatProblems(errors) };
  }

  it.each(refused)("$name: refused", async (description) => {
    const { errors, printed } = await read(description);
    expect(printed).toMatch(description.refused ?? /never/);
    expect(errors.every(({ line, column }) => line > 0 && column > 0)).toBe(true);
    // An unexpected exception would print these.
    expect(printed).not.toMatch(/^\s+at .*:\d+|RangeError|call stack|\[object|undefined/m);
    expect(printed.length).toBeLessThan(5_000);
  });

  it.each(accepted)("$name: generated", async (description) => {
    const { document, printed } = await read(description);
    expect(printed).toBe("0 problems");
    if (document) modules.push(...(await writeModules(join(folder, `out-${accepted.indexOf(description)}`), document)));
  });

  describe("the generated modules", () => {
    it("compile with the strictest options", async () => {
      await writeFile(
        join(folder, "tsconfig.json"),
        JSON.stringify({ compilerOptions: strictest, include: ["out-*/*"] }),
      );
      const outcome = await runNode([join(root, "node_modules/typescript/bin/tsc"), "-p", folder], folder);
      expect(outcome).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    });

    it("run no text of a description when they are imported", async () => {
      const program = `
        const before = Object.getOwnPropertyNames(globalThis);
        for (const module of ${JSON.stringify(modules)}) await import(module);
        console.log(Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name)));`;
      const outcome = await runNode(["--input-type=module", "--eval", program], folder);
      expect(outcome).toEqual({ exitCode: 0, stdout: "[]\n", stderr: "" });
    });
  });

  it("no server was asked, and no other file was written", async () => {
    expect(requests).toBe(0);
    const written = ["openapi.json", "openapi.yaml", "folder-link", "link.yaml", "parts", "pipe.yaml"];
    for (const name of await readdir(specs)) expect(written).toContain(name);
  });
}

/** Writes all modules of a description. Returns their URLs. */
async function writeModules(folder: string, document: OpenApiDocument): Promise<string[]> {
  const header = "// Generated.\n";
  const client = "../client.ts";
  const { code, names } = operationsModule(document, header, { types: "./schema.gen.ts", runtime: () => client });
  const files = {
    "schema.gen.ts": (await typesModule(document, header, names)).code,
    "operations.gen.ts": code,
    "documented.gen.ts": documentedModule(document, header, client),
    "validators.gen.ts": validatorsModule(document, header, { types: "./schema.gen.ts", validation: client }, names)
      .code,
  };
  await mkdir(folder);
  return Promise.all(
    Object.entries(files).map(async ([name, code]) => {
      // These end a line for some readers only, or reverse the direction of text.
      expect(code).not.toMatch(/[\u2028\u2029\u202A-\u202E\u2066-\u2069]/);
      await writeFile(join(folder, name), code);
      return pathToFileURL(join(folder, name)).href;
    }),
  );
}
