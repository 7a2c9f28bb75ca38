import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { InvalidArgumentError } from "@commander-js/extra-typings";
import type { Stale } from "@repo/commands";
import {
  generateAll,
  printProblems,
  program,
  readingOrExit,
  root as repository,
  run,
  runTurboQuietly,
} from "@repo/commands";

const PARTS = ["package", "site"];
/** How many files `--check` lists. */
const MOST_LISTED = 20;

await run(
  program(
    "generate",
    "Write the generated files of the spec, or a package of any other OpenAPI 3.0, 3.1 or 3.2 description.",
  )
    .option("--spec <file>", "another description")
    .option("--out <dir>", "the folder of its package")
    .option("--name <name>", "the name of the package (default: from the settings, or the title)", packageName)
    .option("--config <file>", "settings: names, credentials, what the site shows (see packages/settings)")
    .option(
      "--overlay <file>",
      "an OpenAPI Overlay that changes the description first (several apply in their order)",
      also,
    )
    .option("--only <parts>", `some of ${PARTS.join(", ")} (default: all)`, partsOf)
    .option("--root <dir>", "the folder that holds all files of the description (default: the folder of --spec)")
    .option("--strict", "take warnings for errors")
    .option("--check", "write nothing: fail if a file in --out is missing, differs or is not needed")
    .action(async ({ spec, out, ...options }, command) => {
      const [first] = Object.keys(options);
      if (spec !== undefined && out !== undefined) {
        const url = advice(spec, out);
        if (url !== undefined) command.error(url);
        return generateElsewhere(spec, out, options);
      }
      if (spec !== undefined || out !== undefined) command.error("error: --spec and --out go together");
      if (first !== undefined) command.error(`error: --${first} is for another description: add --spec and --out`);
      await generateAll();
    }),
);

interface Options {
  name?: string;
  config?: string;
  overlay?: readonly string[];
  only?: ReadonlySet<string>;
  root?: string;
  strict?: true;
  check?: true;
}

async function generateElsewhere(
  spec: string,
  out: string,
  { name, config, overlay = [], only = new Set(PARTS), root, strict, check }: Options,
): Promise<void> {
  const { readSettings } = await import("@repo/settings");
  const settings = config === undefined ? {} : await readSettings(resolve(config));
  const beside = { overlays: overlay, ...(root !== undefined && { root }) };
  const reading = await readingOrExit(resolve(spec), "structure", beside);
  const { document } = reading;
  // A fresh clone, such as that of a workflow, has built nothing yet.
  if (!existsSync(join(repository, "packages/docs/dist"))) runTurboQuietly(["@repo/docs#build"]);
  const { findStalePackage, packageFiles, writePackage } = await import("@repo/standalone");
  const { shellWord } = await import("@repo/codegen");
  const options = {
    spec,
    out,
    ...beside,
    ...(config !== undefined && { config }),
    ...(name !== undefined && { name }),
    pages: only.has("site") || existsSync(join(out, "docs")),
  };
  const { files, warnings } = await packageFiles(document, settings, options);
  const problems = [...reading.problems, ...reading.problemsOf(warnings)];
  await printProblems(problems);
  if (strict && problems.length > 0) throw new Error("Nothing was written, since --strict takes warnings for errors.");
  const { siteFiles, siteOptions } = await import("@repo/docs");
  const ofSite = await siteOptions(document, settings, name === undefined ? {} : { packageName: name });
  const parts = {
    ...(only.has("package") && { files }),
    ...(only.has("site") && { site: siteFiles(document, ofSite) }),
  };
  if (check) return report(out, await findStalePackage(resolve(out), parts));
  const { written, unchanged, kept, removed, pages } = await writePackage(resolve(out), parts);
  printFiles("written", out, written);
  printFiles("kept", out, kept, "which is yours");
  printFiles("removed", out, removed);
  if (unchanged.length > 0) console.log(`unchanged  ${count(unchanged.length)}`);
  if (pages !== undefined) console.log(`written    ${out}/docs  ${count(pages)}`);
  if (written.includes("package.json")) console.log(`\nBuild it: cd ${shellWord(out)} && npm install && npm run build`);
}

function printFiles(what: string, out: string, paths: readonly string[], note?: string): void {
  const isLong = paths.length > MOST_LISTED;
  if (isLong) console.log(`${what.padEnd(9)}  ${out}  ${count(paths.length)}`);
  else for (const path of paths) console.log(`${what.padEnd(9)}  ${out}/${path}${note ? `  ${note}` : ""}`);
}

function count(files: number): string {
  return files === 1 ? "1 file" : `${files.toLocaleString("en")} files`;
}

function report(out: string, stale: readonly Stale[]): void {
  if (stale.length === 0) {
    console.log(`✓ ${out} is what the description gives`);
    return;
  }
  for (const { path, fault } of stale.slice(0, MOST_LISTED)) console.error(`✗ ${out}/${path}  ${fault}`);
  const more = stale.length - MOST_LISTED;
  if (more > 0) console.error(`  and ${more.toLocaleString("en")} more files`);
  console.error("\nRun the same command without --check.");
  process.exitCode = 1;
}

function partsOf(text: string): ReadonlySet<string> {
  const parts = text.split(",").map((part) => part.trim());
  const unknown = parts.filter((part) => !PARTS.includes(part));
  if (unknown.length === 0) return new Set(parts);
  const names = unknown.map((part) => `"${part}"`).join(" and ");
  throw new InvalidArgumentError(
    `There is no ${names}: the parts are ${PARTS.join(" and ")}, with a comma between them.`,
  );
}

function also(file: string, files: readonly string[] = []): string[] {
  return [...files, file];
}

function packageName(text: string): string {
  if (/^(@[a-z\d~-][a-z\d._~-]*\/)?[a-z\d~-][a-z\d._~-]*$/.test(text) && text.length <= 214) return text;
  throw new InvalidArgumentError("A package of npm has a name such as pets-client or @acme/pets-client.");
}

/** What to do about a description that is a URL, without a user, a password or a query, which may be secret. */
function advice(spec: string, out: string): string | undefined {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(spec)) return undefined;
  const url = URL.canParse(spec) ? new URL(spec) : undefined;
  const isPublic = url && `${url.username}${url.password}${url.search}${url.hash}` === "";
  const file = /\.json$/i.test(url?.pathname ?? "") ? "openapi.json" : "openapi.yaml";
  return [
    "error: --spec is a URL, and nothing is fetched while code is generated. Save the description first:",
    "",
    `  curl -L -o ${file} ${isPublic ? `'${url.href.replaceAll("'", "%27")}'` : "URL"}`,
    `  pnpm generate --spec ${file} --out ${out}`,
  ].join("\n");
}
