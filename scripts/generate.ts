import { resolve } from "node:path";
import { InvalidArgumentError } from "@commander-js/extra-typings";
import {
  findStale,
  generateAll,
  printProblems,
  program,
  readingOrExit,
  replaceFolder,
  run,
  type Stale,
  writeFiles,
} from "@repo/commands";
import type { SiteFiles } from "@repo/docs";
import type { OpenApiDocument } from "@repo/openapi";

const PARTS = ["types", "client", "validators", "site"];
/** How many files `--check` lists. */
const MOST_LISTED = 20;

await run(
  program("generate", "Write the generated files of the spec, or those of any other OpenAPI 3.0 or 3.1 description.")
    .option("--spec <file>", "another description")
    .option("--out <dir>", "the folder for what is generated of it")
    .option(
      "--only <parts>",
      `some of ${PARTS.join(", ")}; client and validators bring the types (default: all)`,
      partsOf,
    )
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
  only?: ReadonlySet<string>;
  root?: string;
  strict?: true;
  check?: true;
}

async function generateElsewhere(
  spec: string,
  out: string,
  { only = new Set(PARTS), root, strict, check }: Options,
): Promise<void> {
  const reading = await readingOrExit(resolve(spec), "structure", root === undefined ? {} : { root });
  const { filesElsewhere, partsElsewhere } = await import("@repo/codegen");
  const { files, warnings } = await filesElsewhere(reading.document, spec, only);
  const problems = [...reading.problems, ...reading.problemsOf(warnings)];
  await printProblems(problems);
  if (strict && problems.length > 0) throw new Error("Nothing was written, since --strict takes warnings for errors.");
  const site = only.has("site") ? await siteOf(reading.document) : undefined;
  if (check) {
    // A file that is not wanted now may be from another time.
    const others = Object.values(partsElsewhere).flat();
    const stale = (await findStale(resolve(out), files, "*.gen.ts")).filter(
      ({ path }) => files.has(path) || !others.some((other) => other === path),
    );
    const staleInSite = site ? await findStale(resolve(out, "docs"), site, "**/*") : [];
    return report(out, [...stale, ...staleInSite.map(({ path, fault }) => ({ path: `docs/${path}`, fault }))]);
  }
  const changed = await writeFiles(resolve(out), files);
  for (const path of files.keys()) console.log(`${changed.includes(path) ? "written  " : "unchanged"}  ${out}/${path}`);
  if (!site) return;
  const sizes = await replaceFolder(resolve(out, "docs"), site);
  console.log(`written    ${out}/docs/  ${sizes.size.toLocaleString("en")} files`);
}

async function siteOf(document: OpenApiDocument): Promise<SiteFiles> {
  const { siteFiles, siteOptions } = await import("@repo/docs");
  return siteFiles(document, await siteOptions(document));
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
  throw new InvalidArgumentError(`There is no ${names}: the parts are ${PARTS.join(", ")}, with commas between them.`);
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
