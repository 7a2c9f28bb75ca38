// pnpm changeset:from-spec [BASE] : writes the changeset of what changed in spec/openapi.yaml since BASE. BASE is a git
// revision or a file; without it, the last release tag, or else main. It replaces what it wrote since BASE itself, and
// leaves alone what people wrote or edited.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { command } from "./command.ts";
import { specReport } from "./compare/spec-report.ts";
import { writeFiles } from "./generate/write-files.ts";
import { changesetText } from "./release/changeset-text.ts";
import { changesetsSince, hasGeneratedName, pathFor } from "./release/changesets.ts";
import { oneBase } from "./release/one-base.ts";
import { root } from "./root.ts";

const base = oneBase("changeset:from-spec");
await command(async () => {
  const report = await specReport(base);
  const { bump } = report.comparison;
  const since = await changesetsSince(report.commit);
  const text = bump === undefined ? undefined : changesetText(report);
  const path = text === undefined ? undefined : pathFor(text);
  const edited = since.filter((changeset) => hasGeneratedName(changeset) && !changeset.isGenerated);
  const isEdited = edited.some((changeset) => changeset.path === path);

  if (text === undefined) console.log(`✓ ${report.spec} says what it said at ${report.base}: it needs no changeset`);
  else if (path !== undefined && !isEdited) {
    const [written] = await writeFiles(root, new Map([[path, text]]));
    console.log(`${written ? "written  " : "unchanged"}  ${path}  a ${bump} of spec, types and client`);
  }
  for (const older of since.filter((changeset) => changeset.isGenerated && changeset.path !== path)) {
    await rm(join(root, older.path));
    console.log(`removed    ${older.path}`);
  }
  for (const { path } of edited) {
    console.log(`kept       ${path}  It was edited by hand: delete it to have it written again.`);
  }
});
