import { copyWorkspace, startNode, type WorkspaceCopy } from "@repo/testing";

/** A running `pnpm dev` in a copy of the repository. */
export interface DevCopy {
  /** Where the reference is, with a slash at the end. */
  url: string;
  workspace: WorkspaceCopy;
  /** Saves the spec with another property in the request; each turn has its own name. */
  edit(turn: number): Promise<void>;
  /** The name of that property. */
  mark(turn: number): string;
  stop(): Promise<void>;
}

const ANCHOR = "        wandbKey:\n";

/** Starts it, and waits for the first pages. */
export async function startDevCopy(): Promise<DevCopy> {
  const workspace = await copyWorkspace();
  const dev = startNode(["scripts/dev.ts", "--port", "0"], workspace.folder);
  await dev.until(/ types +[\d.,]+ m?s/);
  const [url = ""] = /http:\S+/.exec(dev.printed()) ?? [];
  const spec = await workspace.read("spec/openapi.yaml");
  if (!spec.includes(ANCHOR)) throw new Error(`spec/openapi.yaml has no ${ANCHOR.trim()}`);
  const mark = (turn: number) => `editedProperty${turn}`;
  return {
    url,
    workspace,
    mark,
    async edit(turn) {
      const property = `        ${mark(turn)}:\n          type: string\n          description: The edit of a benchmark.\n`;
      await workspace.write("spec/openapi.yaml", spec.replace(ANCHOR, property + ANCHOR));
    },
    async stop() {
      await dev.stop("SIGINT");
      await workspace.remove();
    },
  };
}
