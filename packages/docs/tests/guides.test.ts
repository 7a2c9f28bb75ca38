// The guides, held to what they say: their samples compile and run, their commands and options exist, their links lead
// somewhere, and what they show is what is printed.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ruleNames } from "@scenario-openapi/client/validate";
import { createSandbox, seedModels } from "@scenario-openapi/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../../scripts/root.ts";
import { copyWorkspace, runNode } from "../../../scripts/tests/workspace-copy.ts";

const folder = join(root, "packages/docs/guides");
const names = (await readdir(folder)).sort();
const guides = new Map<string, string>();
for (const name of names) guides.set(name, await readFile(join(folder, name), "utf8"));
const guide = (name: string) => guides.get(name) ?? expect.fail(`there is no guide ${name}`);
const everyGuide = [...guides];

/** The code blocks of a guide in one language, without the indentation of their fences. */
function blocks(markdown: string, language: string): string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(([, code = ""]) => code);
}

/** The text without its code blocks. */
const prose = (markdown: string) => markdown.replace(/^```.*?^```$/gms, "");

it("the guides are these", () => {
  expect(names).toEqual(["changing-the-spec.md", "client.md", "errors-and-retries.md", "sandbox.md"]);
});

describe("each guide", () => {
  it.each(everyGuide)("%s has a title, a paragraph on what it is for, and sections", (_, markdown) => {
    expect(markdown).toMatch(/^# \S.*\n\n[A-Z][^\n]+\.\n\n## \S/);
    expect(prose(markdown).match(/^#+ /gm)?.slice(1)).toSatisfy((marks: string[]) =>
      marks.every((mark) => mark === "## "),
    );
  });

  it.each(everyGuide)("%s has no HTML", (_, markdown) => {
    expect(prose(markdown).replace(/`[^`\n]+`/g, "")).not.toMatch(/<\/?[a-z!]/i);
  });

  it.each(["client.md", "sandbox.md"])("%s says that it is unofficial", (name) => {
    expect(guide(name).split("\n")[2]).toContain("unofficial");
  });

  it.each(everyGuide)("%s has links that lead somewhere", (_, markdown) => {
    const wrong = [...prose(markdown).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) =>
      leadsSomewhere(link, markdown) ? [] : [link],
    );
    expect(wrong).toEqual([]);
  });
});

describe("the TypeScript samples", () => {
  const samples = everyGuide.flatMap(([name, markdown]) =>
    blocks(markdown, "ts").map((code, index): [string, string] => [name.replace(".md", `-${index + 1}.ts`), code]),
  );
  let project: string;

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), "guides-"));
    await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
    const modules = join(project, "node_modules/@scenario-openapi");
    await mkdir(modules, { recursive: true });
    for (const name of ["types", "client", "sandbox"]) {
      await symlink(join(root, "packages", name), join(modules, name), "junction");
    }
    for (const [file, code] of samples) await writeFile(join(project, file), `${code}\nexport {};\n`);
    const [command = ""] = /(?<=^pnpm generate ).*/m.exec(guide("changing-the-spec.md")) ?? [];
    // The guide generates into the folder above the clone; here it is the project.
    const args = command
      .replace("../", `${project}/`)
      .split(" ")
      .map((word) => word.replace(/^spec\//, `${root}/spec/`));
    expect(await runNode([join(root, "scripts/generate.ts"), ...args], project)).toMatchObject({ exitCode: 0 });
  }, 60_000);
  afterAll(() => rm(project, { recursive: true, force: true }));

  it("are in every guide", () => {
    for (const [name, markdown] of everyGuide) expect(blocks(markdown, "ts"), name).not.toHaveLength(0);
  });

  it("compile, as strictly as can be", async () => {
    await writeFile(join(project, "tsconfig.json"), JSON.stringify(STRICTEST));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    expect(await runNode([tsc, "-p", project], project)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it.each(samples)("%s runs against a sandbox and prints what its comments say", async (file, code) => {
    const sandbox = createSandbox();
    const { url, close } = await sandbox.listen(0);
    const { exitCode, stdout, stderr } = await runNode([file], project, {
      SCENARIO_BASE_URL: url,
      SCENARIO_SDK_API_KEY: sandbox.credentials.apiKey,
      SCENARIO_SDK_API_SECRET: sandbox.credentials.apiSecret,
    });
    await close();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    if (code.includes('"node:test"')) expect(stdout).toMatch(/pass 1\n.*fail 0\n/s);
    else expect(stdout).toMatch(printed(code));
  });
});

describe("the commands", () => {
  const commands = everyGuide.flatMap(([name, markdown]) =>
    [
      ...blocks(markdown, "sh").flatMap((code) => code.replaceAll("\\\n", "").trim().split("\n")),
      ...[...prose(markdown).matchAll(/`(pnpm [^`]+)`/g)].map(([, command = ""]) => command),
    ].map((command): [string, string] => [command, name]),
  );

  it.each(commands.filter(([command]) => command.startsWith("pnpm ")))("%s is a script", async (command) => {
    const [, filters = "", script = ""] = /^pnpm ((?:--filter \S+ )*)(\S+)/.exec(command) ?? [];
    if (/^(install|pack)$/.test(script)) return;
    const packages = [...filters.matchAll(/@scenario-openapi\/(\S+)/g)].map(([, name]) => name);
    const folders = packages.map((name) => (name === "spec" ? "spec" : `packages/${name}`));
    for (const path of folders.length > 0 ? folders : ["."]) {
      const manifest = JSON.parse(await readFile(join(root, path, "package.json"), "utf8"));
      expect(Object.keys(manifest.scripts), path).toContain(script);
    }
  });

  it("of curl update the model of a sandbox", async () => {
    const { url, close } = await createSandbox().listen(0);
    const found = blocks(guide("sandbox.md"), "sh").filter((code) => code.startsWith("curl "));
    expect(found).toHaveLength(1);
    for (const command of found) {
      const here = command.trim().replace("http://127.0.0.1:4010/v1", url);
      const { stdout } = await promisify(execFile)("sh", ["-c", `${here} -sS --fail`]);
      expect(JSON.parse(stdout)).toMatchObject({ model: { name: "Neon Rain" } });
    }
    await close();
  });

  it("of the sandbox have the options that it has", async () => {
    const { stdout } = await runNode([join(root, "packages/sandbox/dist/cli.js"), "--help"], root);
    const has = stdout.match(/^ {2}--[a-z-]+ [A-Z]+/gm)?.map((option) => option.trim());
    expect([...guide("sandbox.md").matchAll(/^\| `(--[a-z-]+ [A-Z]+)`/gm)].map(([, option]) => option)).toEqual(has);
  });
});

describe("the sandbox's guide", () => {
  const markdown = guide("sandbox.md");

  it("lists the models that a sandbox starts with", () => {
    const rows = [...markdown.matchAll(/^\| `(model_\w+)` +\| `(\S+)` +\| `(\S+)`/gm)];
    expect(rows.map(([, id, type, status]) => ({ id, type, status }))).toEqual(
      seedModels.map(({ id, type, status }) => ({ id, type, status })),
    );
  });

  it("lists the rules", () => {
    const rows = [...markdown.matchAll(/^\| `([a-z]+(?:-[a-z]+)+)` +\|/gm)].map(([, rule]) => rule);
    expect(rows).toEqual(ruleNames);
  });

  it("lists the statuses that a sandbox refuses with", async () => {
    const sandbox = createSandbox();
    const { authorization } = sandbox.credentials;
    const send = async (path: string, method: string, headers: Record<string, string>, body?: string) => {
      const init = { method, headers: { "content-type": "application/json", ...headers }, ...(body && { body }) };
      return (await sandbox.fetch(`https://api.example${path}`, init)).status;
    };
    const path = "/v1/models/model_eyVcnFJcR92BxBkz7N6g5w";
    const statuses = [
      await send(path, "PUT", { authorization }, '{"name":5}'),
      await send(path, "PUT", {}, "{}"),
      await send(path, "PUT", { authorization, origin: "https://app.example" }, "{}"),
      await send("/v1/models/model_gone", "PUT", { authorization }, "{}"),
      await send(path, "PATCH", { authorization }, "{}"),
      await send(path, "PUT", { authorization }, `"${"x".repeat(1_048_576)}"`),
      await send(path, "PUT", { authorization, "content-type": "text/plain" }, "{}"),
    ];
    expect([...markdown.matchAll(/^\| (\d{3}) +\|/gm)].map(([, status]) => Number(status))).toEqual(statuses);
  });

  it("is right about who may call it from a page", async () => {
    const { url, close } = await createSandbox().listen(0);
    const allowed = async (origin: string) => {
      const headers = { Origin: origin, "Access-Control-Request-Method": "PUT" };
      const { headers: answer } = await fetch(`${url}/models/model_1`, { method: "OPTIONS", headers });
      return answer.get("access-control-allow-origin");
    };
    expect(await allowed("http://localhost:5173")).toBe("http://localhost:5173");
    expect(await allowed("http://127.0.0.1:8080")).toBe("http://127.0.0.1:8080");
    expect(await allowed("https://app.example")).toBeNull();
    await close();
  });
});

describe("the errors' guide", () => {
  it("lists every class of error that is thrown, with its code", async () => {
    const client = Object.keys(await import("@scenario-openapi/client"));
    const bases = ["ScenarioError", "ScenarioCallError", "ScenarioAnswerError"]; // no error is one of these alone
    const rows = [...guide("errors-and-retries.md").matchAll(/^\| `([a-z_]+)` +\| `(Scenario\w+Error)`/gm)];
    const listed = rows.map(([, , name = ""]) => name);
    const exported = client.filter((name) => name.endsWith("Error") && !bases.includes(name));
    expect(listed.sort()).toEqual(exported.sort());
    for (const [, code = "", name = ""] of rows) {
      expect(name.toLowerCase()).toBe(`scenario${code.replaceAll("_", "")}error`);
    }
  });
});

describe("the walk through a change of the spec", () => {
  const markdown = guide("changing-the-spec.md");
  const [edit = ""] = blocks(markdown, "yaml");
  const [faults = "", written] = blocks(markdown, "text");
  /** Without the lines' numbers, which every change of the description above them moves. */
  const anywhere = (text: string) => text.replace(/\d+(?=:\d+ )/g, "LINE");

  it("prints what the guide shows", async () => {
    const copy = await copyWorkspace();
    try {
      await copy.editSpec("        classPrompt:\n", `${edit.replace(/^(?=.)/gm, "        ")}        classPrompt:\n`);
      const before = await copy.generated();
      const { exitCode, stdout } = await copy.run("lint-spec");
      expect({ exitCode, printed: anywhere(stdout) }).toEqual({ exitCode: 1, printed: anywhere(faults) });
      expect(await copy.run("generate-files")).toMatchObject({ exitCode: 1, stdout: "" });
      expect(await copy.generated()).toEqual(before);

      await copy.editSpec("x-available-for: [flux]", "x-available-for: [flux-lora]");
      await copy.editSpec("training leaves out\n", "training leaves out.\n");
      expect(await copy.run("generate-files")).toEqual({ exitCode: 0, stdout: written, stderr: "" });
      expect(await copy.run("generate-check")).toMatchObject({ exitCode: 0 });
    } finally {
      await copy.remove();
    }
  });
});

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}

const openapi: { components: { schemas: Record<string, Schema> } } = JSON.parse(
  await readFile(join(root, "spec/dist/openapi.json"), "utf8"),
);
const { schemas } = openapi.components;

/** Whether a link of a guide leads to a guide's section, an operation's field, a schema or another site. */
function leadsSomewhere(link: string, markdown: string): boolean {
  const [, page = "", fragment] = /^([^#]*)(?:#(.*))?$/.exec(link) ?? [];
  if (/^https:\/\//.test(page)) return true;
  const schema = /^\.\.\/schemas\/(\w+)\.md$/.exec(page)?.[1];
  if (schema !== undefined) return Object.hasOwn(schemas, schema) && fragment === undefined;
  if (page === "../operations/updateModel.md") {
    return (
      fragment === undefined ||
      isField(fragment.split("."), { properties: { body: { $ref: "#/components/schemas/UpdateModelRequest" } } })
    );
  }
  const target = page === "" ? markdown : guides.get(page);
  return target !== undefined && (fragment === undefined || headings(target).includes(fragment));
}

function isField(path: string[], from: Schema | undefined): boolean {
  const schema = from?.$ref === undefined ? from : schemas[from.$ref.slice("#/components/schemas/".length)];
  const [name, ...rest] = path;
  if (name === undefined) return schema !== undefined;
  const property = schema?.properties?.[name];
  return isField(rest, property?.items ?? property);
}

/** The headings of a guide as fragments: small letters, hyphens for spaces, nothing else. */
function headings(markdown: string): string[] {
  return [...prose(markdown).matchAll(/^## (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );
}

/**
 * What a sample prints, as its comments say: those at the end of a `console.log` and those alone on the lines below it.
 * `…` stands for whatever differs from run to run.
 */
function printed(code: string): RegExp {
  const lines: string[] = [];
  let follows = false;
  for (const line of code.split("\n")) {
    const alone = /^ *\/\/ (.*)$/.exec(line)?.[1];
    const beside = /console\.log.* \/\/ (.*)$/.exec(line)?.[1];
    const text = beside ?? (follows ? alone : undefined);
    if (text !== undefined) lines.push(text);
    follows = line.includes("console.log") || (follows && alone !== undefined);
  }
  const pattern = lines.map((line) => `${line.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replaceAll("…", ".+")}\n`);
  return new RegExp(`^${pattern.join("")}$`);
}

const STRICTEST = {
  compilerOptions: {
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable"],
    module: "nodenext",
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    erasableSyntaxOnly: true,
    allowImportingTsExtensions: true,
    skipLibCheck: false,
    noEmit: true,
  },
  include: ["*.ts"],
};
