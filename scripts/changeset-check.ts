// pnpm changeset:check [BASE] : does what changed in spec/openapi.yaml since BASE have a changeset that is large enough?
// BASE is a git revision or a file; without it, the last release tag, or else main.
import { command } from "./command.ts";
import { specReport } from "./compare/spec-report.ts";
import { checkChangesets } from "./release/check-changesets.ts";
import { oneBase } from "./release/one-base.ts";

const base = oneBase("changeset:check");
await command(async () => {
  console.log(await checkChangesets(await specReport(base), base));
});
