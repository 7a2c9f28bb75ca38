// `pnpm docs:dev` in a copy of the workspace: a change shows in the page that is open, a mistake is told and breaks nothing.
import { type ChildProcess, spawn } from "node:child_process";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDocs } from "./add-docs.ts";
import { copyWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

let workspace: WorkspaceCopy;
let child: ChildProcess;
let printed = "";
let url = "";
let reloads = 0;
const listening = new AbortController();

beforeAll(async () => {
  workspace = await copyWorkspace();
  await addDocs(workspace);
  child = spawn(process.execPath, ["scripts/docs-dev.ts", "--port", "0"], {
    cwd: workspace.folder,
    env: { ...process.env, NO_COLOR: "1" },
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (printed += text));
  await until(() => /http:\S+/.test(printed));
  url = /http:\S+/.exec(printed)?.[0] ?? "";
  void countReloads();
}, 60_000);

afterAll(async () => {
  listening.abort();
  child?.kill("SIGKILL");
  await workspace?.remove();
});

describe("pnpm docs:dev", () => {
  it("serves the pages, the search and the explorer", async () => {
    expect(await page("")).toContain("Update a model");
    expect(await page("operations/updateModel.html")).toContain('id="body.parameters.learningRate"');
    expect(await page("pagefind/pagefind.js")).toContain("export");
    expect(await page("explorer/")).toContain("redoc");
    expect((await fetch(`${url}nowhere.html`)).status).toBe(404);
  });

  it("shows a change of the description in the page that is open", async () => {
    await afterReload(() =>
      workspace.editSpec(
        "description: The name of the model. Without",
        "description: The model's very own name. Without",
      ),
    );
    expect(await page("operations/updateModel.html")).toContain("very own name");
    expect(printed).toMatch(/✓ spec\/openapi\.yaml {2}\d+ ms/);
  });

  it("shows a change of a guide, and of a component", async () => {
    const guide = "packages/docs/guides/client.md";
    await afterReload(async () => workspace.write(guide, `${await workspace.read(guide)}\n## One more section\n`));
    expect(await page("guides/client.html")).toContain("One more section");

    const component = "packages/docs/src/html/schema.tsx";
    const code = await workspace.read(component);
    await afterReload(() => workspace.write(component, code.replace("Where it is used", "Who uses it")));
    expect(await page("schemas/Concept.html")).toContain("Who uses it");
  });

  it("tells what is wrong with a description, and goes on with the one before", async () => {
    const spec = await workspace.read("spec/openapi.yaml");
    await workspace.write("spec/openapi.yaml", spec.replace("openapi: 3.1.1", "openapi: [3.1.1"));
    await until(() => /spec\/openapi\.yaml[^\n]*\n[\s\S]*\d+:\d+/.test(printed.slice(-600)));
    expect(await page("operations/updateModel.html")).toContain("very own name");
    // An editor that writes a new file and moves it into place.
    await afterReload(async () => {
      await writeFile(join(workspace.folder, "spec/openapi.yaml.new"), spec.replace("very own name", "mended name"));
      await rename(join(workspace.folder, "spec/openapi.yaml.new"), join(workspace.folder, "spec/openapi.yaml"));
    });
    expect(await page("operations/updateModel.html")).toContain("mended name");
  });

  it("ends with Ctrl-C", async () => {
    const ended = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });
});

async function page(path: string): Promise<string> {
  return (await fetch(url + path)).text();
}

/** What an open page does: it listens, and loads itself again. */
async function countReloads(): Promise<void> {
  const { body } = await fetch(`${url}-reload`, { signal: listening.signal });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of body ?? []) reloads += decoder.decode(chunk).split("event: reload").length - 1;
  } catch {
    // The server ended, as it was asked to.
  }
}

async function afterReload(change: () => Promise<unknown>): Promise<void> {
  const before = reloads;
  await change();
  await until(() => reloads > before);
}

async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 30_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`It did not come. Printed so far:\n${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
