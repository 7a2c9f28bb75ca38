import { spawn } from "node:child_process";
import { addDocs } from "../../tests/add-docs.ts";
import { copyWorkspace, type WorkspaceCopy } from "../../tests/workspace-copy.ts";

/** The text of the description that each save changes. */
const DESCRIPTION = "description: The name of the model. Without one";

/**
 * Saves the description so many times while `pnpm docs:dev` shows its pages, in a copy of the workspace.
 *
 * @returns how long each save took until the pages that are open were told to load the new ones, in milliseconds
 */
export async function measureReload(saves: number): Promise<number[]> {
  const workspace = await copyWorkspace();
  try {
    await addDocs(workspace);
    return await saveAndListen(workspace, saves);
  } finally {
    await workspace.remove();
  }
}

async function saveAndListen(workspace: WorkspaceCopy, saves: number): Promise<number[]> {
  const child = spawn(process.execPath, ["scripts/docs-dev.ts", "--port", "0"], { cwd: workspace.folder });
  const listening = new AbortController();
  try {
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on("data", (text) => {
        const [, found] = /(http:\S+)/.exec(String(text)) ?? [];
        if (found) resolve(found);
      });
      child.on("exit", (code) => reject(new Error(`pnpm docs:dev ended with ${code}`)));
    });
    const { body } = await fetch(`${url}-reload`, { signal: listening.signal });
    if (!body) throw new Error("pnpm docs:dev tells nobody to reload");
    const told = body.pipeThrough(new TextDecoderStream()).getReader();
    const spec = await workspace.read("spec/openapi.yaml");
    const times: number[] = [];
    for (let save = 0; save < saves; save++) {
      const from = performance.now();
      await workspace.write("spec/openapi.yaml", spec.replace(DESCRIPTION, `${DESCRIPTION} ${save}`));
      while (!(await told.read()).value?.includes("event: reload"));
      times.push(performance.now() - from);
    }
    return times;
  } finally {
    listening.abort();
    child.kill("SIGKILL");
  }
}
