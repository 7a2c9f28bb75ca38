import { styleText } from "node:util";
import { program, run } from "@scenario-openapi/commands";

await run(
  program(
    "spec:compare:table",
    "Judge single edits of a small API. The exit code is 1 if a verdict is not the expected one.",
  ).action(printTable),
);

async function printTable(): Promise<void> {
  const { edits, judgeEdit } = await import("@scenario-openapi/compare");
  const width = Math.max(...edits.map(({ name }) => name.length));
  console.log(styleText("bold", `${"edit".padEnd(width)}  wire        types       version  why`));
  let differences = 0;
  for (const edit of edits) {
    const { expected, given } = await judgeEdit(edit);
    const isRight = expected.join() === given.join();
    if (!isRight) differences++;
    const cells = expected.map((verdict, index) => {
      const text = verdict === given[index] ? verdict : `${given[index]}, not ${verdict}`;
      const colour = verdict === given[index] ? colourOf(verdict) : ("inverse" as const);
      return styleText(colour, text.padEnd(index === 2 ? 7 : 10));
    });
    console.log(`${edit.name.padEnd(width)}  ${cells.join("  ")}  ${styleText("dim", edit.why)}`);
  }
  console.log(`\n${edits.length} edits, ${differences} ${differences === 1 ? "difference" : "differences"}`);
  if (differences > 0) process.exitCode = 1;
}

function colourOf(verdict: string) {
  if (verdict === "breaking" || verdict === "major") return "red";
  return verdict === "compatible" || verdict === "minor" ? "green" : "dim";
}
