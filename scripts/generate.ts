// pnpm generate                        : writes the committed files that spec/openapi.yaml gives (cached by turbo)
// pnpm generate --spec FILE --out DIR  : the same machinery for any other OpenAPI 3.0 or 3.1 description
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { command } from "./command.ts";
import { filesElsewhere } from "./generate/generated-files.ts";
import { replaceFolder } from "./generate/replace-folder.ts";
import { writeFiles } from "./generate/write-files.ts";
import { settleCommitted } from "./settle-committed.ts";
import { whileUnchanged } from "./spec/while-unchanged.ts";
import { readSpecOrExit } from "./spec-document.ts";
import { runTurbo } from "./turbo.ts";

const USAGE = `Usage: pnpm generate                        write the files that spec/openapi.yaml gives
       pnpm generate --spec FILE --out DIR  write types, operations and reference pages of another description into DIR`;

const { spec, out } = options();
if (spec !== undefined && out !== undefined) await command(() => generateElsewhere(spec, out));
else if (spec === undefined && out === undefined) await command(generateCommitted);
else fail("--spec and --out go together");

async function generateCommitted(): Promise<void> {
  // Here, too: where turbo finds nothing to do, it does not start the script that would.
  await settleCommitted();
  process.exitCode = runTurbo(["//#generate:files"]);
}

async function generateElsewhere(spec: string, out: string): Promise<void> {
  const { files, warnings, site } = await whileUnchanged([resolve(spec)], async () => {
    const document = await readSpecOrExit(resolve(spec), "structure");
    // Loaded when needed: where turbo has nothing to do, neither has Node.
    const { completeSite, siteElsewhere } = await import("./generate/site.ts");
    return { ...(await filesElsewhere(document, spec)), site: await completeSite(document, siteElsewhere()) };
  });
  await replaceFolder(resolve(out, "docs"), site);
  const changed = await writeFiles(resolve(out), files);
  for (const warning of warnings) console.error(`note: ${warning}`);
  for (const path of files.keys()) console.log(`${changed.includes(path) ? "written  " : "unchanged"}  ${out}/${path}`);
  console.log(`written    ${out}/docs/  ${site.size.toLocaleString("en")} files`);
}

function options(): { spec?: string | undefined; out?: string | undefined } {
  try {
    return parseArgs({ options: { spec: { type: "string" }, out: { type: "string" } } }).values;
  } catch (error) {
    return fail((error as Error).message);
  }
}

function fail(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}
