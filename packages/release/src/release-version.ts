import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { committedFiles } from "@repo/codegen";
import { houseRules, readIfThere, readOrExit, root, settingsFile, specFile, writeFiles } from "@repo/commands";
import { approvalsFile, readSide, specReport } from "@repo/compare";
import { readSettings } from "@repo/settings";
import { gt, inc } from "semver";
import { isScalar, parseDocument } from "yaml";
import { versionByChangesets } from "./changesets.ts";
import { checkChangesets } from "./check-changesets.ts";

const SPEC = "spec/openapi.yaml";

/**
 * Turns the changesets into versions and changelogs, and then raises the version of the spec and the one that the client
 * sends, generates, and ends the approvals.
 *
 * @throws {Error} if a breaking change is not approved or a changeset is missing; nothing has changed then
 */
export async function releaseVersion(): Promise<void> {
  const report = await specReport();
  console.log(await checkChangesets(report, undefined));
  const { bump } = report.comparison;
  const before = (await readSide(root, SPEC, report.commit)).document.info.version;
  const now = (await readOrExit(specFile, houseRules)).info.version;
  const needed = bump && inc(before, bump);
  if (needed === null) throw new Error(`info.version of the spec must be three numbers, such as 1.4.2: ${before}`);

  versionByChangesets();
  const { version } = JSON.parse(await readFile(join(root, "packages/client/package.json"), "utf8"));
  const spec = await readFile(specFile, "utf8");
  const approvals = (await readIfThere(join(root, approvalsFile))) ?? "";
  const edits = new Map([
    [SPEC, needed === undefined || gt(now, before) ? spec : withVersion(spec, needed)],
    [approvalsFile, withoutEntries(approvals)],
    ["packages/client/src/version.ts", versionModule(version)],
  ]);
  const edited = await writeFiles(root, edits);
  const { files } = await committedFiles(await readOrExit(specFile, houseRules), await readSettings(settingsFile));
  const generated = await writeFiles(root, files);
  for (const path of [...edited, ...generated]) console.log(`written    ${path}`);
}

/** A description's text with another `info.version`. Nothing else changes. */
function withVersion(text: string, version: string): string {
  const node = parseDocument(text).getIn(["info", "version"], true);
  if (!isScalar(node) || !node.range) throw new Error("The spec has no info.version.");
  const [start, end] = node.range;
  return text.slice(0, start) + version + text.slice(end);
}

/** An empty list, below the comment at the beginning of the file. */
function withoutEntries(approvals: string): string {
  const [comment = ""] = /^(?:#.*\n)*/.exec(approvals) ?? [];
  return `${comment}[]\n`;
}

function versionModule(version: string): string {
  return `/** The version of this package. */\nexport const version = ${JSON.stringify(version)};\n`;
}
