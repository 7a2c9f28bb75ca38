// `pnpm dev`, running in a copy of the workspace. How fast it is, `pnpm bench:generate` tells.
import { mkdir, readdir, readFile, rename, rm, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { whenQuiet } from "../dev/when-quiet.ts";
import { addPackages, type DevProcess, startDev, temporaryFiles } from "./dev-process.ts";
import { copyWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

const SPEC = "spec/openapi.yaml";
const TYPES = "packages/types/src/schema.gen.ts";
const COMPILES = "all that uses them compiles";

let workspace: WorkspaceCopy;
let spec: string;
let dev: DevProcess;

beforeAll(async () => {
  workspace = await copyWorkspace();
  await addPackages(workspace);
  spec = await workspace.read(SPEC);
});

afterAll(() => workspace.remove());

/** The description with one more model type. */
function withModelType(name: string): string {
  const line = "        - zimage-turbo-lora\n";
  expect(spec).toContain(line);
  return spec.replace(line, `${line}        - ${name}\n`);
}

/** What a fresh process makes of the description is what is on disk, and nothing else lies beside it. */
async function expectSettledOn(text: string): Promise<void> {
  expect(await workspace.read(SPEC)).toBe(text);
  expect((await workspace.run("generate-check")).stderr).toBe("");
  for (const folder of ["packages/types/src", "packages/client/src", "packages/client/src/validate"]) {
    expect((await readdir(join(workspace.folder, folder))).filter((name) => name.includes("tmp"))).toEqual([]);
  }
}

describe("a session", () => {
  beforeAll(async () => {
    dev = startDev(workspace);
    await dev.until(COMPILES);
    // The first pages take longest: their line would come in the block of the first save.
    await dev.until(/✓ docs/);
  });

  beforeEach(() => dev.forget());

  afterEach(async () => {
    if ((await workspace.read(SPEC).catch(() => "")) === spec) return;
    dev.forget();
    await workspace.write(SPEC, spec);
    await dev.until(COMPILES);
  });

  afterAll(() => dev.kill("SIGKILL"));

  it("writes at a save, says what and how long it took, then type-checks", async () => {
    const saved = withModelType("zimage-new-lora");
    await workspace.write(SPEC, saved);
    await dev.until(COMPILES);
    await dev.until(/✓ docs/);
    const block = dev.printed();
    // The pages are made beside all else, and their line comes when they are.
    const [docs = "", url = ""] = /^ {2}✓ docs +\d+ ms {3}(http:\S+)\n/m.exec(block) ?? [];
    expect(block.replace(docs, "")).toMatch(
      new RegExp(
        [
          "",
          "  \\d\\d:\\d\\d:\\d\\d  spec/openapi.yaml",
          "  ✓ lint +\\d+ ms   0 problems",
          ' {26}\\+ enum value "zimage-new-lora" of ModelType, breaking for readers',
          "  ✓ files +\\d+ ms   4 written, \\d+ ms after the save",
          " {26}packages/types/src/schema.gen.ts",
          " {26}packages/types/src/spec.gen.ts",
          " {26}packages/client/src/operations.gen.ts",
          " {26}packages/client/src/validate/validators.gen.ts",
          "  ✓ types +\\d+ ms   all that uses them compiles",
          "$",
        ].join("\n"),
      ),
    );
    expect(await workspace.read(TYPES)).toContain('"zimage-new-lora"');
    await expectSettledOn(saved);
    expect(await (await fetch(`${url}schemas/ModelType.html`)).text()).toContain("zimage-new-lora");
  });

  it("shows a mistake with its line and writes nothing, until it is mended", async () => {
    const before = await workspace.generated();
    await workspace.write(
      SPEC,
      withModelType("zimage-new-lora").replace("operationId: updateModel", "operationId: ModelUpdate"),
    );
    await dev.until("nothing was written");
    expect(dev.printed()).toMatch(/✗ \d+:\d+ +operation-id +"ModelUpdate"/);
    expect(await workspace.generated()).toEqual(before);

    dev.forget();
    await workspace.write(SPEC, withModelType("zimage-new-lora"));
    await dev.until("4 written");
    await expectSettledOn(withModelType("zimage-new-lora"));
  });

  it("says where a change breaks the code that uses the types", async () => {
    await workspace.write(SPEC, spec.replaceAll("conceptPrompt", "conceptText"));
    await dev.until(/✗ types +\d+ ms\n/);
    expect(dev.printed()).toMatch(/packages\/sandbox\/src\/seed-models\.ts\(\d+,\d+\): error TS\d+: .*conceptPrompt/);
  });

  it("settles on the last of a burst of saves", async () => {
    for (let save = 0; save < 60; save++) {
      await workspace.write(SPEC, save % 7 === 3 ? `${spec}\nbroken: [` : withModelType(`zimage-${save}-lora`));
      await sleep(save % 10 === 0 ? 60 : 4);
    }
    const last = withModelType("zimage-last-lora");
    await workspace.write(SPEC, last);
    await dev.until(COMPILES);
    await expectSettledOn(last);
  });

  it("writes nothing of a file that is half written", async () => {
    const before = await workspace.generated();
    const saved = withModelType("zimage-new-lora");
    await workspace.write(SPEC, saved.slice(0, saved.length / 2));
    await dev.until("nothing was written");
    expect(await workspace.generated()).toEqual(before);
    await workspace.write(SPEC, saved);
    await dev.until("4 written");
    await expectSettledOn(saved);
  });

  it("sees a file that another takes the place of, again and again", async () => {
    const file = join(workspace.folder, SPEC);
    for (const name of ["zimage-one-lora", "zimage-two-lora"]) {
      dev.forget();
      await writeFile(`${file}.tmp`, withModelType(name));
      await rename(`${file}.tmp`, file);
      await dev.until("4 written");
    }
    for (const name of ["zimage-three-lora", "zimage-four-lora"]) {
      dev.forget();
      await rename(file, `${file}~`);
      await writeFile(file, withModelType(name));
      await unlink(`${file}~`);
      await dev.until("4 written");
    }
    await expectSettledOn(withModelType("zimage-four-lora"));
  });

  it("keeps the files while the description is gone, and goes on when it is back", async () => {
    const before = await workspace.generated();
    await rm(join(workspace.folder, SPEC));
    await dev.until("does not exist");
    expect(await workspace.generated()).toEqual(before);
    await workspace.write(SPEC, withModelType("zimage-new-lora"));
    await dev.until("4 written");

    dev.forget();
    await rename(join(workspace.folder, "spec"), join(workspace.folder, "away"));
    await dev.until(/cannot be loaded|does not exist/);
    await rename(join(workspace.folder, "away"), join(workspace.folder, "spec"));
    await dev.until("0 problems");
    dev.forget();
    await workspace.write(SPEC, withModelType("zimage-other-lora"));
    await dev.until("4 written");
    await expectSettledOn(withModelType("zimage-other-lora"));
  });

  it.each([
    ["spec/redocly.yaml", "minLength: 10", "minLength: 45", "rule/summary-length"],
    ["spec/spectral.yaml", "match: ^([A-Z][a-z0-9]+)+$", "match: ^Nothing$", "schema-name"],
    [
      "spec/functions/full-stops.js",
      "export default function",
      "export default () => [{ message: 'Wrong.', path: [] }];\nfunction",
      "Wrong.",
    ],
  ])("holds the description to %s as it is now", async (path, from, to, found) => {
    const rules = await workspace.read(path);
    expect(rules).toContain(from);
    await workspace.write(path, rules.replace(from, to));
    await dev.until("nothing was written");
    expect(dev.printed()).toContain(found);
    expect(dev.printed()).toContain(path);
    dev.forget();
    await workspace.write(path, rules);
    await dev.until("unchanged: they are what the spec gives");
  });

  it("says which ruleset is broken, and goes on when it is mended", async () => {
    const rules = await workspace.read("spec/spectral.yaml");
    await workspace.write("spec/spectral.yaml", "rules: [");
    await dev.until("spec/spectral.yaml cannot be loaded");
    await workspace.write("spec/spectral.yaml", rules);
    await dev.until("unchanged: they are what the spec gives");
  });

  it("mends a generated file that was edited by hand, or that a checkout brought back", async () => {
    await workspace.write(TYPES, "// by hand\n");
    await dev.until("1 written");
    expect(dev.printed()).not.toContain("after the save");
    await expectSettledOn(spec);
  });

  it("starts again in the same process when the machinery changes", async () => {
    const path = "scripts/generate/generated-files.ts";
    await workspace.write(path, (await workspace.read(path)).replaceAll("Do not edit.", "Please do not edit."));
    await dev.until(`${path} changed: starting again with it`);
    await dev.until(COMPILES);
    expect(await workspace.read(TYPES)).toContain("Please do not edit.");
    await expectSettledOn(spec);
  });
});

describe("the end of a session", () => {
  // What was killed before left its files.
  beforeAll(async () => {
    await rm(temporaryFiles(workspace), { recursive: true });
    await mkdir(temporaryFiles(workspace));
  });

  it.each([
    ["at rest", COMPILES],
    ["while it loads", "Ctrl-C ends it"],
    ["while the compiler runs", "files "],
  ])("Ctrl-C ends it %s, and nothing of it is left", async (_, moment) => {
    dev = startDev(workspace);
    await dev.until(moment);
    expect(await dev.kill("SIGINT")).toEqual({ code: 0, signal: null });
    expect(dev.printed()).not.toContain("✗");
    expect(await processesIn(workspace.folder)).toEqual([]);
    expect(await readdir(temporaryFiles(workspace))).toEqual([]);
  });
});

it("says what changed in the words that it is given, and calls those who follow once the files are written", async () => {
  await workspace.write(
    "scripts/follow.ts",
    `import { readFile } from "node:fs/promises";
     import { startSession } from "./dev/session.ts";
     await startSession({
       describeChanges: (before, after) => [\`\${before.info.title} is now \${after.info.title}\`],
       followers: [
         { name: "docs", follow: async (document) => document.info.title + (await readFile("${TYPES}", "utf8")).includes("zimage-new-lora") },
         { name: "broken", follow: async () => { throw new Error("It fell"); } },
       ],
       onMachineryChange: () => {},
     });`,
  );
  dev = startDev(workspace, "scripts/follow.ts");
  try {
    await dev.until(COMPILES);
    const title = /^ {2}title: (.*)$/m.exec(spec)?.[1] ?? "";
    dev.forget();
    await workspace.write(SPEC, withModelType("zimage-new-lora").replace(`title: ${title}`, "title: Another API"));
    await dev.until(/✓ docs/);
    await dev.until(/✗ broken/);
    expect(dev.printed()).toContain(`${" ".repeat(26)}${title} is now Another API\n`);
    expect(dev.printed()).toMatch(/✓ docs +\d+ ms {3}Another APItrue\n/);
    expect(dev.printed()).toMatch(/✗ broken +It fell\n/);
    await dev.until(COMPILES);
  } finally {
    await dev.kill("SIGKILL");
    await workspace.write(SPEC, spec);
  }
});

describe("whenQuiet", () => {
  it("gives the events of a call that gave up to the next", async () => {
    const calls: number[][] = [];
    const queue = whenQuiet<number>(5, async (events, isStale) => {
      calls.push([...events]);
      await sleep(30);
      return isStale() ? "given up" : "done";
    });
    queue.push(1);
    queue.push(2);
    await sleep(20);
    queue.push(3);
    await sleep(120);
    await queue.close();
    expect(calls).toEqual([
      [1, 2],
      [1, 2, 3],
    ]);
  });
});

/** The command lines of the running processes that name a folder, on a system that shows them as files. */
async function processesIn(folder: string): Promise<string[]> {
  const ids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")));
  return commands.filter((command) => command.includes(folder));
}
