import { execFile } from "node:child_process";
import { cp, mkdir, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { installClient } from "../../pack.ts";
import { specFile } from "../../spec-document.ts";
import { clients, type ProgramName } from "./clients.ts";

/** The programs, ready to be measured. */
export interface Prepared {
  /** Where their sources are, with hey-api's generated client and all that they import. */
  sources: string;
  /** The module of a program that Node runs: its own code, importing the installed clients. */
  module(program: ProgramName): string;
}

/**
 * Puts the programs in an empty folder with what they import: this client from its tarball, the others as installed,
 * hey-api's client generated from the description.
 */
export async function prepare(folder: string, peers: string): Promise<Prepared> {
  const sources = join(folder, "programs");
  const modules = join(folder, "node_modules");
  await cp(join(import.meta.dirname, "programs"), sources, { recursive: true });
  await installClient(folder);
  for (const name of await readdir(peers)) {
    if (!name.startsWith(".")) await symlink(join(peers, name), join(modules, name), "junction");
  }

  const heyApi = join(peers, "@hey-api/openapi-ts/bin/run.js");
  await promisify(execFile)(
    process.execPath,
    [heyApi, "-i", specFile, "-o", join(sources, "hey-api"), "--no-log-file"],
    {
      cwd: folder,
    },
  );

  const outdir = join(folder, "run");
  await mkdir(outdir);
  await build({
    entryPoints: clients.map(({ program }) => join(sources, `${program}.mts`)),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node22",
  });
  return { sources, module: (program) => join(outdir, `${program}.mjs`) };
}
