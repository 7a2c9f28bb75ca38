// pnpm dev : watches spec/, and on each save lints it, writes the generated files and type-checks, until Ctrl-C.
import { parseArgs, styleText } from "node:util";
import { command } from "./command.ts";
import { startSession } from "./dev/session.ts";
import { startAgain } from "./dev/start-again.ts";

await command(async () => {
  parseArgs({ options: {} });
  console.log(`\n  ${styleText("bold", "pnpm dev")}  ${styleText("dim", "watches spec/ · Ctrl-C ends it")}`);

  const session = startSession({
    onMachineryChange(path) {
      console.log(`\n  ${styleText("dim", `${path} changed: starting again with it`)}`);
      end(startAgain);
    },
  });
  let isEnding = false;
  async function end(next: () => void): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    await (await session).close();
    next();
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end(() => process.exit(0)));
  await session;
});
