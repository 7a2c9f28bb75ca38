// pnpm generate:kill-run [--kills 200] : kills so many generations by SIGKILL and looks at what they leave. SEED repeats
// the moments. Ends with exit code 1 where files of two descriptions are left, or anything else is.
import { parseArgs, styleText } from "node:util";
import { command } from "./command.ts";
import { type KillReport, killGenerations } from "./tests/kill/kill-generations.ts";

await command(killRun);

async function killRun(): Promise<void> {
  const { values } = parseArgs({ options: { kills: { type: "string" } } });
  const seed = wholeNumber("SEED", process.env["SEED"] ?? "1");
  const kills = wholeNumber("--kills", values.kills ?? "200");
  console.log(`\n${styleText("bold", "Kill run")}  seed ${seed} (SEED=${seed} repeats it)\n`);
  const begun = performance.now();
  const report = await killGenerations({ seed, kills, onKill: (killed) => showProgress(killed, kills) });
  print(kills, report, (performance.now() - begun) / 1000);
  if (report.wrong.length > 0) throw new Error(report.wrong.slice(0, 20).join("\n✗ "));
  console.log(
    `\n  ${styleText("green", "✓")} After each kill the next command left the old files or the new, all of them, and nothing else.\n`,
  );
}

function showProgress(killed: number, kills: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(killed === kills ? "\r\u001b[K" : `\r  ${killed} of ${kills}`);
}

function print(kills: number, report: KillReport, seconds: number): void {
  row("a generation takes", `${report.generation.toFixed(0)} ms`, `${report.writing.toFixed(0)} of them it writes`);
  row("generations started", kills, "half to be killed at any moment, half while writing");
  row("  killed", kills - report.ended);
  row("  ended before", report.ended);
  row("what the kill left", kills);
  row("  the old files", report.old, `${report.prepared} times with new ones prepared beside them`);
  row("  the new files", report.new);
  row("  a mix", report.mixed, "with a plan that says what it is to become");
  row("after the next command", kills);
  row("  one whole set", report.whole, "and nothing beside it");
  row("  anything else", report.wrong.length);
  row("time", `${seconds.toFixed(0)} s`);
}

function row(title: string, value: number | string, note = ""): void {
  console.log(`  ${title.padEnd(24)}${String(value).padStart(8)}${note && `   ${styleText("dim", note)}`}`);
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${name} must be a whole number: ${text}`);
  return Number(text);
}
