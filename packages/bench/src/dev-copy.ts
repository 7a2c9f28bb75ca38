import { copyWorkspace, startNode, type WorkspaceCopy } from "@repo/testing";

/** A running `pnpm dev` in a copy of the repository. */
export interface DevCopy {
  /** Where the reference is, with a slash at the end. */
  url: string;
  workspace: WorkspaceCopy;
  /** Saves the spec with another property in its first schema; each turn has its own name. */
  edit(turn: number): Promise<void>;
  /** The name of that property. */
  mark(turn: number): string;
  stop(): Promise<void>;
}

/** The properties of the first schema, before which another one is added. */
const PROPERTIES = /^( +)properties:\n/m;

/** Starts it, and waits for the first pages. */
export async function startDevCopy(): Promise<DevCopy> {
  const workspace = await copyWorkspace();
  const dev = startNode(["scripts/dev.ts", "--port", "0"], workspace.folder);
  await dev.until(/ types +[\d.,]+ m?s/);
  const [url = ""] = /http:\S+/.exec(dev.printed()) ?? [];
  const spec = await workspace.read("spec/openapi.yaml");
  if (!PROPERTIES.test(spec)) throw new Error("spec/openapi.yaml has no schema with properties");
  const mark = (turn: number) => `editedProperty${turn}`;
  return {
    url,
    workspace,
    mark,
    async edit(turn) {
      const property = `{ type: string, description: The edit of a benchmark. }`;
      await workspace.write("spec/openapi.yaml", spec.replace(PROPERTIES, `$&$1  ${mark(turn)}: ${property}\n`));
    },
    async stop() {
      await dev.stop("SIGINT");
      await workspace.remove();
    },
  };
}
