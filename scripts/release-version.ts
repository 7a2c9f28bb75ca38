// pnpm release:version : turns the changesets into versions and changelogs, and brings along what follows from them: the
// description's own version, the version that the client sends, the generated files. Approvals end with the release that
// they were for. The release workflow runs it.
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { command } from "./command.ts";
import { baseDescription } from "./compare/base-description.ts";
import { approvalsFile, specReport } from "./compare/spec-report.ts";
import { committedFiles } from "./generate/generated-files.ts";
import { readIfThere, writeFiles } from "./generate/write-files.ts";
import { checkChangesets } from "./release/check-changesets.ts";
import { withoutApprovals, withVersion } from "./release/edit-spec-folder.ts";
import { raised, raisedBy } from "./release/raised-version.ts";
import { root } from "./root.ts";
import { readSpecOrExit, specFile } from "./spec-document.ts";

const SPEC = "spec/openapi.yaml";

await command(async () => {
  const report = await specReport();
  const [unapproved] = report.approvals.missing;
  if (unapproved) throw new Error(`${unapproved.words}: not approved. \`pnpm spec:compare\` says how to approve it.`);
  console.log(await checkChangesets(report, undefined));
  const spec = await readFile(specFile, "utf8");
  const before = (await baseDescription(root, SPEC, report.commit)).document.info.version;
  const now = (await readSpecOrExit(specFile, "house")).info.version;
  const { bump } = report.comparison;
  const isRaised = bump === undefined || raisedBy(before, now) !== undefined;

  runChangesetVersion();
  const { version } = JSON.parse(await readFile(join(root, "packages/client/package.json"), "utf8"));
  const approvals = (await readIfThere(join(root, approvalsFile))) ?? "";
  const edits = new Map([
    [SPEC, isRaised ? spec : withVersion(spec, raised(before, bump))],
    [approvalsFile, withoutApprovals(approvals)],
    ["packages/client/src/version.ts", versionModule(version)],
  ]);
  const edited = await writeFiles(root, edits);
  const generated = await writeFiles(root, await committedFiles(await readSpecOrExit(specFile, "house")));
  for (const path of [...edited, ...generated]) console.log(`written    ${path}`);
});

function runChangesetVersion(): void {
  const bin = join(root, "node_modules/@changesets/cli/bin.js");
  const { status } = spawnSync(process.execPath, [bin, "version"], { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new Error("`changeset version` failed: what it printed above says why.");
}

function versionModule(version: string): string {
  return `/** The version of this package. */\nexport const version = ${JSON.stringify(version)};\n`;
}
