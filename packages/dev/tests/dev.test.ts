// `pnpm dev` in a copy of the workspace. `pnpm bench:generate` measures how fast it is.
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { committedFiles } from "@repo/codegen";
import { settingsFile } from "@repo/commands";
import { readDescription } from "@repo/openapi/read";
import { readSettings } from "@repo/settings";
import { copyWorkspace, manifestOf, type RunningCommand, type WorkspaceCopy } from "@repo/testing";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { parseDocument } from "yaml";

const SPEC = "spec/openapi.yaml";
const SETTINGS = "spec/settings.yaml";
const GUIDE = "packages/docs/guides/buoys.md";
const TYPES = "packages/types/src/schema.gen.ts";

let workspace: WorkspaceCopy;
let spec: string;
let dev: RunningCommand;
let url: string;

beforeAll(async () => {
  workspace = await copyWorkspace();
  spec = withBuoys(await workspace.read(SPEC));
  await workspace.write(SPEC, spec);
  const settings = parseDocument(await workspace.read(SETTINGS));
  settings.set("site", { guides: [`../${GUIDE}`] });
  await workspace.write(SETTINGS, settings.toString());
  await mkdir(join(workspace.folder, dirname(GUIDE)), { recursive: true });
  await workspace.write(GUIDE, "# About buoys\n\nWhat they are for.\n");
  const { name } = await manifestOf("packages/types");
  const program = `import type { Buoy } from "${name}";\n\nexport const depthOf = (buoy: Buoy) => buoy.depthInMetres;\n`;
  await workspace.write("packages/sandbox/src/uses-buoys.ts", program);
  dev = workspace.start("dev", "--port", "0");
  await idle();
  workspace.git("add", ".");
  workspace.git("commit", "--quiet", "--message", "Buoys");
  url = /http:\S+/.exec(dev.printed())?.[0] ?? "";
});

beforeEach(() => dev.forget());

afterEach(async () => {
  workspace.git("checkout", "--quiet", "spec");
  await settledOn(spec);
});

afterAll(async () => {
  await dev.stop("SIGKILL");
  await workspace.remove();
});

/** The types have been checked and the pages made. */
async function idle(): Promise<void> {
  await dev.until(/[✓✗] types +\d/);
  await dev.until(/[✓✗] pages +\d/);
}

/** A description with an operation that the tests can change, whatever else it has. */
function withBuoys(yaml: string): string {
  const document = parseDocument(yaml);
  const schemas = {
    Buoy: {
      type: "object",
      description: "A buoy.",
      properties: {
        kind: { $ref: "#/components/schemas/BuoyKind", description: "The kind of the buoy." },
        depthInMetres: { type: "number", description: "How deep the water is." },
        note: { type: "string", description: "What to know of it.", maxLength: 40 },
      },
    },
    BuoyKind: { type: "string", description: "A kind of buoy.", enum: ["lit-buoy", "last-buoy"] },
  };
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Buoy" } } };
  const put = {
    operationId: "updateBuoy",
    tags: ["Buoys"],
    summary: "Update a buoy",
    description: "Changes the buoy.",
    security: [],
    requestBody: { required: true, description: "The buoy.", content },
    responses: { "200": { description: "The buoy.", content }, default: { description: "Any failure." } },
  };
  document.addIn(["tags"], document.createNode({ name: "Buoys", description: "The buoys." }));
  document.setIn(["paths", "/buoys"], document.createNode({ put }));
  for (const [name, schema] of Object.entries(schemas)) {
    document.setIn(["components", "schemas", name], document.createNode(schema));
  }
  return document.toString({ lineWidth: 0 });
}

/** The spec with one more kind of buoy. */
function withKind(name: string): string {
  const line = /^( +- )last-buoy\n/m;
  expect(spec).toMatch(line);
  return spec.replace(line, `$&$1${name}\n`);
}

/** Waits until the generated files are those of a description. */
async function settledOn(text: string): Promise<void> {
  expect(await workspace.read(SPEC)).toBe(text);
  const { document } = await readDescription(join(workspace.folder, SPEC), "structure");
  if (!document) throw new Error("The description cannot be read");
  for (const [path, content] of (await committedFiles(document, await readSettings(settingsFile))).files) {
    while ((await workspace.read(path)) !== content) await sleep(20);
  }
}

async function page(path: string): Promise<string> {
  return (await fetch(url + path)).text();
}

it("writes at a save, says what changed and how long it took, checks the types and makes the pages", async () => {
  await workspace.write(SPEC, withKind("new-buoy"));
  await idle();
  const lines = [
    "  \\d\\d:\\d\\d:\\d\\d  spec/openapi.yaml",
    "  ✓ lint +\\d+ ms   0 problems",
    ' {26}\\+ enum value "new-buoy" of BuoyKind, breaking for readers',
    " {28}updateBuoy response\\.200\\.kind, and 1 more place  ·  spec/openapi\\.yaml:\\d+, was at line \\d+",
    "  ✓ files +\\d+ ms   \\d written, \\d+ ms after the save",
    " {26}packages/types/src/schema.gen.ts",
  ];
  expect(dev.printed()).toMatch(new RegExp(`^\\n${lines.join("\\n")}\\n`));
  expect(dev.printed()).toMatch(/\n {2}✓ types +\d+ ms {3}all code that uses them compiles\n/);
  expect(dev.printed()).toMatch(/\n {2}✓ pages +\d+ ms {3}http:\S+\n/);
  await settledOn(withKind("new-buoy"));
  expect(await page("schemas/BuoyKind.html")).toContain("new-buoy");
});

it("shows a mistake with its line and writes nothing until it is fixed", async () => {
  const before = await workspace.generated();
  const right = withKind("new-buoy");
  await workspace.write(SPEC, right.replace("operationId: updateBuoy", "operationId: UpdateBuoy"));
  await dev.until(/✗ lint.*✗ \d+:\d+ +operation-id +"UpdateBuoy".*nothing was written/s);
  expect(await workspace.generated()).toEqual(before);

  dev.forget();
  await workspace.write(SPEC, right.slice(0, right.length / 2));
  await dev.until("nothing was written");
  expect(await workspace.generated()).toEqual(before);
  await workspace.write(SPEC, right);
  await settledOn(right);
});

it("shows what the generators cannot do as the spec says, and writes", async () => {
  const text = spec.replace(/^( +)maxLength: \d+$/m, "$&\n$1default: 5");
  await workspace.write(SPEC, text);
  await dev.until(/✓ lint.*! \d+:\d+ +example +The default does not fit its schema.*✓ files/s);
  await settledOn(text);
});

it("says where a change breaks the code that uses the types", async () => {
  await workspace.write(SPEC, spec.replaceAll("depthInMetres", "depth"));
  await dev.until(/✗ types +\d+ ms\n/);
  await dev.until(/packages\/sandbox\/src\/uses-buoys\.ts\(\d+,\d+\): error TS\d+: .*depthInMetres/);
});

it("ends with the last of many quick saves", async () => {
  for (let save = 0; save < 40; save++) {
    await workspace.write(SPEC, save % 7 === 3 ? `${spec}\nbroken: [` : withKind(`buoy-${save}`));
    await sleep(save % 10 === 0 ? 60 : 4);
  }
  await workspace.write(SPEC, withKind("very-last-buoy"));
  await settledOn(withKind("very-last-buoy"));
});

it("sees files and folders that are replaced, or disappear and come back", async () => {
  for (const name of ["one-buoy", "two-buoy"]) {
    await workspace.write(`${SPEC}.tmp`, withKind(name));
    await rename(join(workspace.folder, `${SPEC}.tmp`), join(workspace.folder, SPEC));
    await settledOn(withKind(name));
  }
  const before = await workspace.generated();
  await rm(join(workspace.folder, SPEC));
  await dev.until("does not exist");
  expect(await workspace.generated()).toEqual(before);
  await rename(join(workspace.folder, "spec"), join(workspace.folder, "away"));
  await dev.until(/cannot be loaded|does not exist/);
  await rename(join(workspace.folder, "away"), join(workspace.folder, "spec"));
  await workspace.write(SPEC, withKind("three-buoy"));
  await settledOn(withKind("three-buoy"));
});

it.each([
  ["spec/redocly.yaml", "minLength: 10", "minLength: 45", "rule/summary-length"],
  ["spec/spectral.yaml", "rules:", "rules: [", "spec/spectral.yaml cannot be loaded"],
  [
    "spec/functions/full-stops.js",
    "export default function",
    "export default () => [{ message: 'Wrong.', path: [] }];\nfunction",
    "Wrong.",
  ],
])("applies the rules in %s as they are now: “%s” edited", async (path, from, to, found) => {
  const rules = await workspace.read(path);
  expect(rules).toContain(from);
  await workspace.write(path, rules.replace(from, to));
  await dev.until(found);
  expect(dev.printed()).toContain(path);
  dev.forget();
  await workspace.write(path, rules);
  await dev.until("unchanged: they are what the spec gives");
});

it("serves the search, and only what is there", async () => {
  expect(await page("")).toContain("Update a buoy");
  expect(await page("assets/search-records.js")).toContain("depthInMetres");
  expect((await fetch(`${url}nowhere.html`)).status).toBe(404);
});

it("shows changes of guides and of the pages' own sources, and tells open pages to reload", async () => {
  const { body } = await fetch(`${url}-version`);
  const versions = body?.pipeThrough(new TextDecoderStream()).getReader();
  /** Waits until a page has this text, and returns the version that it was told last. */
  const versionOf = async (path: string, text: string) => {
    for (;;) {
      const { value = "" } = (await versions?.read()) ?? {};
      const html = await page(path);
      const version = /data: (\S+)\n\n$/.exec(value)?.[1];
      if (html.includes(text) && html.includes(`data!=="${version}"`)) return version;
    }
  };
  const first = await versionOf("", "Update a buoy");
  await workspace.write(GUIDE, `${await workspace.read(GUIDE)}\n## One more section\n`);
  expect(await versionOf("guides/buoys.html", "One more section")).not.toBe(first);

  const component = "packages/docs/src/html/home.tsx";
  const code = await workspace.read(component);
  expect(code).toContain("<h1>");
  await workspace.write(component, code.replaceAll("<h1>", '<h1 data-new="1">'));
  await versionOf("", 'data-new="1"');
  expect(dev.printed()).toContain(component);
  await versions?.cancel();
});

it("starts again in the same process when the code that generates changes, and ends with Ctrl-C", async () => {
  const path = "packages/codegen/src/generated-files.ts";
  const code = await workspace.read(path);
  await workspace.write(path, code.replaceAll("Do not edit.", "Please do not edit."));
  await dev.until(`${path} changed: starting again with it`);
  await dev.until(/files .* written/);
  expect(await workspace.read(TYPES)).toContain("Please do not edit.");
  await idle();
  await endsWithCtrlC();
});

it.each([
  ["while it starts", "Ctrl-C ends it"],
  ["while the compiler runs", / files +\d/],
])("ends with Ctrl-C %s", async (_, moment) => {
  dev = workspace.start("dev", "--port", "0");
  await dev.until(moment);
  await endsWithCtrlC();
});

async function endsWithCtrlC(): Promise<void> {
  expect(await dev.stop("SIGINT")).toBe(0);
  expect(dev.printed()).not.toContain("✗");
  expect(await processesIn(workspace.folder)).toEqual([]);
  workspace.git("checkout", "--quiet", ".");
}

/** The command lines of the running processes that name a folder, on a system that shows them as files. */
async function processesIn(folder: string): Promise<string[]> {
  const ids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")));
  return commands.filter((command) => command.includes(folder));
}
