// pnpm dev [--port N] : watches spec/, and on each save lints it, writes the generated files, type-checks and shows the new
// reference in the pages that are open, until Ctrl-C.
import { parseArgs, styleText } from "node:util";
import { command } from "./command.ts";
import { describeChanges } from "./compare/describe-changes.ts";
import { type Session, startSession } from "./dev/session.ts";
import { startAgain } from "./dev/start-again.ts";
import { startDocsThread } from "./docs/docs-thread.ts";
import { portOf } from "./docs/listen.ts";

await command(async () => {
  const { values } = parseArgs({ options: { port: { type: "string", default: "4020" } } });
  const starting = startDocsThread(portOf(values.port));
  let session: Promise<Session> | undefined;
  let isEnding = false;
  async function end(next: () => void): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    await Promise.all([starting.then((docs) => docs.close()), session?.then((begun) => begun.close())]);
    next();
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end(() => process.exit(0)));

  const docs = await starting;
  if (isEnding) return;
  const header = `watches spec/ · reference at ${docs.url} · Ctrl-C ends it`;
  console.log(`\n  ${styleText("bold", "pnpm dev")}  ${styleText("dim", header)}`);
  session = startSession({
    describeChanges: (before, after) => describeChanges(before, after).map(({ words }) => words),
    followers: [{ name: "docs", follow: (document) => docs.show(document).then(() => docs.url) }],
    onMachineryChange(path) {
      console.log(`\n  ${styleText("dim", `${path} changed: starting again with it`)}`);
      end(startAgain);
    },
  });
  await session;
});
