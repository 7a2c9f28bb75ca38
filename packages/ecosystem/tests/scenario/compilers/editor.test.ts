// What an editor shows while someone writes code with the packed packages.
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runNode } from "@repo/testing";
import ts from "typescript-5";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compilers } from "../../compilers.ts";
import { createProject } from "./compile.ts";

/** Marks the place of the cursor. */
const CURSOR = "/*cursor*/";

const imports = `
import { createScenarioClient, ScenarioError } from "@scenario-openapi/client";
import type { TrainingParameters, TrainingParametersFor, UpdateModelRequest } from "@scenario-openapi/types";
`;
const forFlux = [
  ..."batchSize conceptPrompt learningRate learningRateTextEncoder maxTrainSteps nbEpochs nbRepeats optimizeFor".split(
    " ",
  ),
  ..."rank samplePrompts sampleSourceImages wandbKey".split(" "),
];

let project: Awaited<ReturnType<typeof createProject>>;
let editor: Editor;
beforeAll(async () => {
  project = await createProject();
  editor = openEditor(join(project.folder, "program.ts"));
});
afterAll(() => project?.remove());

describe("a pointer over a training parameter shows what holds for each trainer", () => {
  it.each([
    ["in a request", "const update: UpdateModelRequest = { parameters: { /*cursor*/rank: 16 } };"],
    ["that is read", "declare const parameters: TrainingParameters; parameters./*cursor*/rank;"],
    [
      "that is read, of several trainers",
      'declare const parameters: TrainingParametersFor<"flux-lora" | "musubi">; parameters./*cursor*/rank;',
    ],
    [
      "in a call",
      'createScenarioClient().updateModel({ path: { modelId: "m" }, body: { parameters: { /*cursor*/rank: 16 } } });',
    ],
  ])("%s", (_, code) => {
    const documentation = editor.documentation(code);
    expect(documentation).toContain("update matrices of the LoRA");
    expect(documentation).toContain("Only for SDXL LoRA, Flux LoRA and Musubi.");
    expect(documentation).toMatch(/- SDXL LoRA: .*\n- Flux LoRA: default 16, from 2 to 64\.\n- Musubi: /);
    expect(editor.isDeprecated(code)).toBe(false);
  });

  it("unless it is for all", () => {
    const documentation = editor.documentation("const all: TrainingParameters = { /*cursor*/wandbKey: '' };");
    expect(documentation).toContain("Weights & Biases");
    expect(documentation).not.toMatch(/Only for|^- /m);
  });
});

describe("a pointer over a parameter of one trainer shows what holds for that one", () => {
  it.each([
    ["in a variable", 'const flux: TrainingParametersFor<"flux-lora"> = { /*cursor*/rank: 16 };'],
    ["with satisfies", 'const flux = { /*cursor*/rank: 16 } satisfies TrainingParametersFor<"flux-lora">;'],
    ["that is read", 'declare const flux: TrainingParametersFor<"flux-lora">; flux./*cursor*/rank;'],
  ])("%s", (_, code) => {
    const documentation = editor.documentation(code);
    expect(documentation).toContain("update matrices of the LoRA");
    expect(documentation.match(/^- .*$/gm)).toEqual(["- Flux LoRA: default 16, from 2 to 64."]);
    expect(editor.isDeprecated(code)).toBe(false);
  });

  it.each([
    ["its family", "flux-lora", "learningRate", ["- Flux: default 0.0001."]],
    ["its family and itself", "sdxl-lora", "maxTrainSteps", [/^- SDXL: from 0 to 40000\./, /^- SDXL LoRA: Use /]],
    ["nothing", "musubi", "learningRate", undefined],
  ])("or for %s", (_, trainer, name, lines) => {
    const code = `declare const parameters: TrainingParametersFor<"${trainer}">; parameters./*cursor*/${name};`;
    expect(editor.documentation(code)).not.toBe("");
    expect(editor.documentation(code).match(/^- .*$/gm) ?? undefined).toEqual(
      lines?.map((line) => (typeof line === "string" ? line : expect.stringMatching(line))),
    );
  });

  it("and strikes it through if it is deprecated for it", () => {
    const code = 'const sdxl: TrainingParametersFor<"sdxl-lora"> = { /*cursor*/rank: 64 };';
    expect(editor.documentation(code).match(/^- .*$/gm)).toEqual(["- SDXL LoRA: default 64, deprecated."]);
    expect(editor.isDeprecated(code)).toBe(true);
  });
});

describe("the parameters of a trainer", () => {
  it.each([
    ["in a variable", 'const flux: TrainingParametersFor<"flux-lora"> = { /*cursor*/ };', forFlux],
    ["with satisfies", 'const flux = { /*cursor*/ } satisfies TrainingParametersFor<"flux-lora">;', forFlux],
    ["after another", 'const flux: TrainingParametersFor<"flux-lora"> = { rank: 1, /*cursor*/ };', without("rank")],
    ["of either trainer", 'const any: TrainingParametersFor<"flux-lora" | "musubi"> = { /*cursor*/ };', forFlux],
  ])("are all that is completed, %s", (_, code, names) => {
    const offered = editor.completions(code);
    expect(offered).toEqual(expect.arrayContaining(names));
    for (const name of ["age", "classPrompt", "lrScheduler", "scaleLr", "voiceDescription"]) {
      expect(offered).not.toContain(name);
    }
  });

  it.each([
    ["5.4", "true"],
    ["5.9", "false"],
    ["6.0", "true"],
    ["7.0", "false"],
  ] as const)("are all that TypeScript %s accepts; it names another one and the trainer", async (version, exact) => {
    const lines = [
      'export const annotated: TrainingParametersFor<"flux-lora"> = { rank: 16, classPrompt: "a dog" };',
      'export const checked = { rank: 16, classPrompt: "a dog" } satisfies TrainingParametersFor<"flux-lora">;',
      'const dog = { classPrompt: "a dog" }; export const assigned: TrainingParametersFor<"flux-lora"> = dog;',
      'export const read = (flux: TrainingParametersFor<"flux-lora">) => flux.classPrompt;',
    ];
    await writeFile(join(project.folder, "wrong.ts"), `${imports}${lines.join("\n")}\n`);
    const tsc = join(dirname(compilers[version]), "bin/tsc");
    const flags = "--pretty false --noEmit --strict --target es2022 --module nodenext --skipLibCheck".split(" ");
    const args = [tsc, ...flags, "--exactOptionalPropertyTypes", exact, "wrong.ts"];
    const { stdout } = await runNode(args, project.folder);
    const errors = stdout.trim().split("\n");
    expect(errors).toHaveLength(lines.length);
    for (const error of errors) expect(error).toMatch(/classPrompt.* type 'TrainingParametersFor<"flux-lora">'/);
  });
});

it.each([
  ["path", "The parameter of the path: `modelId`."],
  ["query", "The parameter of the query: `originalAssets`."],
  ["body", "The settings to change."],
])("a pointer over the %s of a call shows what it is", (name, documentation) => {
  const call = 'createScenarioClient().updateModel({ path: { modelId: "m" }, query: {}, body: {} });';
  expect(editor.documentation(call.replace(`${name}:`, `${CURSOR}${name}:`))).toBe(documentation);
});

it("every code of an error is completed", () => {
  const code = "declare const error: ScenarioError; switch (error.code) { case '/*cursor*/': }";
  expect(editor.completions(code)).toEqual([
    ..."api bad_request config conflict connection forbidden invalid_response not_found rate_limit".split(" "),
    ..."redirect request server timeout unauthorized unprocessable".split(" "),
  ]);
});

it("the options of a client are completed", () => {
  const names = editor.completions("createScenarioClient({ /*cursor*/ });");
  for (const name of ["apiKey", "apiSecret", "auth", "baseUrl", "headers", "timeout"]) expect(names).toContain(name);
});

function without(name: string): string[] {
  return forFlux.filter((other) => other !== name);
}

interface Editor {
  /** The names that are offered at the cursor, sorted. */
  completions(code: string): string[];
  /** The text that is shown with the pointer over the name after the cursor. */
  documentation(code: string): string;
  /** Whether the name after the cursor is struck through where it is completed. */
  isDeprecated(code: string): boolean;
}

/** TypeScript 5.9 as editors use it, with one open file; 7 has no JavaScript API for this. */
function openEditor(file: string): Editor {
  let text = "";
  let version = 0;
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    types: [],
  };
  const read = (name: string) => (name === file ? text : ts.sys.readFile(name));
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getCurrentDirectory: () => dirname(file),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? String(version) : ""),
    getScriptSnapshot(name) {
      const content = read(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: read,
  });
  /** Returns where the cursor is, once the code is in the file. */
  const type = (code: string): number => {
    text = `${imports}${code}\n`;
    version++;
    return text.indexOf(CURSOR) + CURSOR.length;
  };
  return {
    completions(code) {
      const { entries = [] } = service.getCompletionsAtPosition(file, type(code), {}) ?? {};
      return entries.map(({ name }) => name).toSorted();
    },
    documentation(code) {
      const { documentation, tags = [] } = service.getQuickInfoAtPosition(file, type(code)) ?? {};
      const parts = [documentation, ...tags.map((tag) => tag.text)];
      return parts
        .map((part) => ts.displayPartsToString(part))
        .join("\n")
        .trim();
    },
    isDeprecated(code) {
      const at = type(code);
      const { entries = [] } = service.getCompletionsAtPosition(file, at, {}) ?? {};
      const entry = entries.find(({ name }) => text.startsWith(name, at) && !/\w/.test(text.charAt(at + name.length)));
      if (!entry) throw new Error(`Nothing is completed in ${code}`);
      return /\bdeprecated\b/.test(entry.kindModifiers ?? "");
    },
  };
}
