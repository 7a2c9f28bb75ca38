import { resolve } from "node:path";
import { generateAll, program, readOrExit, replaceFolder, run, writeFiles } from "@scenario-openapi/commands";

await run(
  program("generate", "Write the generated files of the spec, or those of any other OpenAPI 3.0 or 3.1 description.")
    .option("--spec <file>", "another description; its types, operations and reference pages go to --out")
    .option("--out <dir>", "the folder for the files of --spec")
    .action(async ({ spec, out }, command) => {
      if (spec !== undefined && out !== undefined) return generateElsewhere(spec, out);
      if (spec !== undefined || out !== undefined) command.error("error: --spec and --out go together");
      await generateAll();
    }),
);

async function generateElsewhere(spec: string, out: string): Promise<void> {
  const document = await readOrExit(resolve(spec), "structure");
  const { filesElsewhere } = await import("@scenario-openapi/codegen");
  const { completeSite, siteElsewhere } = await import("@scenario-openapi/docs");
  const { files, warnings } = await filesElsewhere(document, spec);
  const site = await completeSite(document, siteElsewhere());
  const changed = await writeFiles(resolve(out), files);
  await replaceFolder(resolve(out, "docs"), site);
  for (const warning of warnings) console.error(`note: ${warning}`);
  for (const path of files.keys()) console.log(`${changed.includes(path) ? "written  " : "unchanged"}  ${out}/${path}`);
  console.log(`written    ${out}/docs/  ${site.size.toLocaleString("en")} files`);
}
