import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root, specFile } from "@repo/commands";
import { type Cost, runNodeMeasured } from "../generate/run-node-measured.ts";
import { redoclyDocs, type Tool } from "../generate/tools.ts";
import { examined } from "./examined.ts";

/** A reference of the spec, as one tool makes it. */
export interface Contender {
  name: string;
  /** The folder to serve. */
  folder: string;
  /** The operation's address, from the folder. */
  operation: string;
  /** The selector of the operation's query parameter. */
  shown: string;
  /** The address of the nested field, and the selector of its element. */
  field: string;
  fieldElement: string;
}

/** The address of a page that {@link makeContenders} adds to this reference: that of the operation without its content. */
export const EMPTY_PAGE = "operations/empty.html";

/** A copy of this project's own reference as it was built, and the one that Redocly makes, in a folder. */
export async function makeContenders(folder: string): Promise<[ours: Contender, redocly: Contender]> {
  const { operation, redocOperation, parameter, field } = examined;
  const page = `operations/${operation}.html`;
  const body = `body.${field.join(".")}`;
  const redocBody = `${redocOperation}/t=request&path=${field.join("/").toLowerCase()}`;
  const ours: Contender = {
    name: "this reference",
    folder: join(folder, "ours"),
    operation: page,
    shown: `[id="query.${parameter}"]`,
    field: `${page}#${body}`,
    fieldElement: `[id="${body}"]`,
  };
  const redocly: Contender = {
    name: "redocly build-docs",
    folder: join(folder, "redocly"),
    operation: `#/${redocOperation}`,
    shown: `[id="${redocOperation}/t=request&in=query&path=${parameter.toLowerCase()}"]`,
    field: `#/${redocOperation}#${redocBody}`,
    fieldElement: `[id="${redocBody}"]`,
  };
  await cp(join(root, "packages/docs/site"), ours.folder, { recursive: true });
  const html = await readFile(join(ours.folder, ours.operation), "utf8");
  const empty = html.replace(/(<main [^>]+>).*(<\/main>)/s, "$1$2");
  if (empty === html) throw new Error(`${ours.operation} has no <main>`);
  await writeFile(join(ours.folder, EMPTY_PAGE), empty);
  await build(redoclyDocs, specFile, redocly.folder);
  return [ours, redocly];
}

/** Makes the site of a description in a folder. */
export async function build(tool: Tool, file: string, folder: string): Promise<Cost> {
  await mkdir(folder, { recursive: true });
  // Not in the folder of a redocly.yaml, which could name another description.
  const cost = await runNodeMeasured(tool(file, folder), folder);
  if (cost.exitCode !== 0) throw new Error(`The site of ${file} could not be built: exit code ${cost.exitCode}`);
  return cost;
}

/** `pnpm docs:build`, without the start of pnpm. It writes the site of the spec where that belongs. */
export const docsBuild: Tool = () => [join(root, "packages/docs/build-site.ts")];
