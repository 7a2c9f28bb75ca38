// The types of the packed client under each compiler and each way of resolving and checking that its users may have set.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../root.ts";
import manifest from "./compilers/package.json" with { type: "json" };
import { installPackedClient } from "./runtimes/install-packed.ts";
import { installPinned } from "./runtimes/install-pinned.ts";
import { runNode } from "./workspace-copy.ts";

const here = join(root, "scripts/tests/compilers");
const compilers = Object.entries(manifest.dependencies)
  .filter(([name]) => name.startsWith("typescript-"))
  .map(([name, spec]) => ({ name, version: spec.replace("npm:typescript@", "") }));

/** One way to compile. */
interface Way {
  /** Also the name of its folder. */
  title: string;
  options: Record<string, unknown>;
  programs: string[];
}

let installation: string;
let project: string;

beforeAll(async () => {
  installation = await installPinned(here);
  project = await mkdtemp(join(tmpdir(), "compilers-"));
  await installPackedClient(project);
}, 300_000);
afterAll(() => rm(project, { recursive: true, force: true }));

it.each([
  ["index", "whole-api.mts"],
  ["validate/index", "whole-validate.mts"],
])("all that %s exports is used in %s", async (entry, program) => {
  const text = await readFile(join(here, "programs", program), "utf8");
  const names = await exportedNames(`${entry}.d.ts`);
  expect(names.length).toBeGreaterThan(15);
  const uses = (name: string) => text.split(new RegExp(`\\b${name}\\b`)).length - 1;
  expect(names.filter((name) => uses(name) < 2)).toEqual([]); // once in the import
});

describe.each(compilers)("TypeScript $version", ({ name, version }) => {
  const ways = waysOf(version);
  let faults: Map<string, string[]>;
  let exitCode: number;

  beforeAll(async () => {
    for (const way of ways) await writeWay(join(project, name), way);
    const tsc = join(installation, "node_modules", name, "bin/tsc");
    const folders = ways.map(({ title }) => join(name, title));
    // One process for all of them: it reads the libraries once.
    const outcome = await runNode([tsc, "-b", "--verbose", "--pretty", "false", ...folders], project);
    faults = faultsByProject(outcome.stdout + outcome.stderr);
    exitCode = outcome.exitCode;
  }, 180_000);

  it("is what runs", async () => {
    const { stdout } = await runNode([join(installation, "node_modules", name, "bin/tsc"), "--version"], project);
    console.log(`TypeScript ${version}: the client's types in ${ways.length} ways`);
    expect(stdout.trim()).toBe(`Version ${version}`);
  });

  it.each(ways)("$title", ({ title }) => {
    expect(faults.get(title)).toEqual([]);
  });

  it("finds nothing else to say", () => {
    expect([...faults.keys()].sort()).toEqual(ways.map(({ title }) => title).sort());
    expect(exitCode).toBe(0);
  });
});

/** Both resolutions, with and without two options, with the DOM's types; and as a program of Node, without them. */
function waysOf(version: string): Way[] {
  // Since 5.8 TypeScript knows that Node's `require` takes ESM.
  const required = Number.parseFloat(version) >= 5.8 ? ["required.cts"] : [];
  const ways = [true, false].flatMap((skipLibCheck) =>
    [true, false].flatMap((exactOptionalPropertyTypes) =>
      ["bundler", "nodenext"].map((moduleResolution): Way => {
        const exact = exactOptionalPropertyTypes ? "exact" : "inexact";
        return {
          title: `${moduleResolution}-${exact}-${skipLibCheck ? "libraries skipped" : "libraries checked"}`,
          options: {
            module: moduleResolution === "bundler" ? "esnext" : "nodenext",
            moduleResolution,
            exactOptionalPropertyTypes,
            skipLibCheck,
            lib: ["es2022", "dom", "dom.iterable"],
            types: [],
          },
          programs: [
            "whole-api.mts",
            "whole-validate.mts",
            `${exact}.mts`,
            ...(moduleResolution === "nodenext" ? required : []),
          ],
        };
      }),
    ),
  );
  return [
    ...ways,
    {
      title: "Node without the DOM",
      options: {
        module: "nodenext",
        moduleResolution: "nodenext",
        exactOptionalPropertyTypes: true,
        skipLibCheck: true,
        lib: ["es2022"],
        types: ["node"],
      },
      programs: ["whole-api.mts", "whole-validate.mts"],
    },
  ];
}

async function writeWay(parent: string, { title, options, programs }: Way): Promise<void> {
  const folder = join(parent, title);
  await mkdir(folder, { recursive: true });
  for (const program of programs) await cp(join(here, "programs", program), join(folder, program));
  const typeRoots = [join(installation, "node_modules/@types")];
  const compilerOptions = { target: "es2022", strict: true, noEmit: true, typeRoots, ...options };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: programs }));
}

/** What the compiler said, by the folder that it was building; `""` holds what belongs to none. */
function faultsByProject(output: string): Map<string, string[]> {
  const faults = new Map<string, string[]>();
  let current = "";
  for (const line of output.split(/\r?\n/)) {
    const [, folder] = /Building project '(?:.*\/)?([^/]+)\/tsconfig\.json'/.exec(line) ?? [];
    if (folder !== undefined) {
      current = folder;
      faults.set(current, []);
    } else if (/\berror\b/.test(line)) {
      faults.set(current, [...(faults.get(current) ?? []), line]);
    }
  }
  return faults;
}

/** The names that a file of declarations in the packed client exports. */
async function exportedNames(file: string): Promise<string[]> {
  const dist = join(project, "node_modules/@scenario-openapi/client/dist");
  const declarations = await readFile(join(dist, file), "utf8");
  const all = (pattern: RegExp) => [...declarations.matchAll(pattern)].map(([, found = ""]) => found);
  const lists = all(/^export (?:type )?\{([^}]*)\}/gm).flatMap((list) => list.split(","));
  const listed = lists.map((item) => item.replace(/^\s*type\b|\w+ as\b/g, "").trim()).filter((name) => name !== "");
  const declared = all(/^export (?:declare )?(?:const|function|class|interface|type) (\w+)/gm);
  const others = all(/^export (?:type )?\* from "(.+)\.[jt]s"/gm).map((path) => join(dirname(file), `${path}.d.ts`));
  return [...listed, ...declared, ...(await Promise.all(others.map(exportedNames))).flat()];
}
