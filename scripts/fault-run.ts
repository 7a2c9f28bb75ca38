// node scripts/fault-run.ts [--updates 10000] [--concurrency 64] : updates through the built client, to a server whose
// answers are faulty one time in five. SEED repeats a run. Ends with exit code 1 where one is lost or something is left.
import { parseArgs, styleText } from "node:util";
import { command } from "./command.ts";
import { type SoakReport, soak } from "./tests/network/soak.ts";

/** How much the heap may grow, in bytes: garbage collection is no exact measure. */
const MEMORY = 2 * 2 ** 20;

await command(faultRun);

async function faultRun(): Promise<void> {
  const { values } = parseArgs({ options: { updates: { type: "string" }, concurrency: { type: "string" } } });
  const seed = wholeNumber("SEED", process.env["SEED"] ?? "1");
  const updates = wholeNumber("--updates", values.updates ?? "10000");
  const concurrency = wholeNumber("--concurrency", values.concurrency ?? "64");
  console.log(
    `\n${styleText("bold", "Fault run")}  seed ${seed} (SEED=${seed} repeats it), ${concurrency} at a time\n`,
  );
  const report = await soak({ seed, updates, concurrency });
  print(updates, report);
  const broken = brokenPromises(updates, report);
  if (broken.length > 0) throw new Error(broken.join("\n✗ "));
  console.log(
    `\n  ${styleText("green", "✓")} Each update was applied or reported as what it was, and nothing is left.\n`,
  );
}

function print(updates: number, report: SoakReport): void {
  const { attempts, faulty, requests } = report;
  row("updates sent", updates);
  row("  applied", report.applied);
  row(
    "  reported",
    sum(report.reported),
    `${count(report.reportedAndApplied)} of them applied, only the answer was lost`,
  );
  for (const [code, reported] of Object.entries(report.reported).sort(([a], [b]) => (a < b ? -1 : 1))) {
    row(`    ${code}`, reported);
  }
  row("  lost", report.lost);
  row("reported wrongly", report.wrong.length);
  row("duplicated effects", report.duplicated, "updates applied more than once, as PUT may be");
  row(
    "requests served",
    requests,
    `${count(faulty)} with a faulty answer (${((100 * faulty) / requests).toFixed(1)} %)`,
  );
  row("attempts a call", attempts.mean.toFixed(2), `${attempts.max} at most`);
  row("sockets left", report.sockets);
  row("timers left", report.timers);
  row("listeners left", report.listeners);
  row("other resources left", report.resources.length);
  row("memory left", `${(report.memory / 2 ** 20).toFixed(1)} MiB`);
  row("secrets shown", report.shown.length, `in ${count(report.searched)} log lines, errors and reasons for retries`);
  row("time", `${report.seconds.toFixed(1)} s`);
}

function row(title: string, value: number | string, note = ""): void {
  const shown = typeof value === "number" ? count(value) : value;
  console.log(`  ${title.padEnd(22)}${shown.padStart(10)}${note && `   ${styleText("dim", note)}`}`);
}

/** What the run shows that the client does not hold, a sentence each. */
function brokenPromises(updates: number, report: SoakReport): string[] {
  const { applied, lost, reported, wrong, shown, warnings, resources, sockets, timers, listeners, memory } = report;
  const ended = applied + lost + sum(reported);
  return [
    ...(ended === updates ? [] : [`${updates - ended} calls never ended`]),
    ...(lost === 0 ? [] : [`${lost} updates were lost`]),
    ...wrong.slice(0, 20),
    ...shown.map((secret) => `${secret} was shown`),
    ...warnings,
    ...resources.map((resource) => `${resource} is left`),
    ...(sockets + timers + listeners === 0 ? [] : ["sockets, timers or listeners are left"]),
    ...(memory <= MEMORY ? [] : [`${memory} bytes of memory are left`]),
  ];
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function count(number: number): string {
  return number.toLocaleString("en");
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${name} must be a whole number: ${text}`);
  return Number(text);
}
