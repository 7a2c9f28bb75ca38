import { styleText } from "node:util";
import { program, run } from "@repo/commands";

await run(
  program(
    "spec:compare:table",
    "Judge single edits of a small API, and pairs of small APIs. The exit code is 1 if a verdict is not the expected one.",
  ).action(printTable),
);

async function printTable(): Promise<void> {
  const { edits, judgeEdit, judgePair, judgeTypeEdit, pairs, typeEdits } = await import("@repo/compare");
  const judged: Row[] = [];
  for (const edit of edits) judged.push({ ...edit, ...(await judgeEdit(edit)) });
  const ofTypes: Row[] = [];
  for (const edit of typeEdits) ofTypes.push({ ...edit, why: edit.program, ...(await judgeTypeEdit(edit)) });
  const differences =
    printRows(["edit", "wire", "types", "version"], judged) +
    printRows(
      ["pair", "wire", "back", "version"],
      pairs.map((row) => ({ ...row, ...judgePair(row) })),
    ) +
    printRows(["pair", "types"], ofTypes);
  const count = `${edits.length} edits and ${pairs.length + typeEdits.length} pairs`;
  console.log(`${count}, ${differences} ${differences === 1 ? "difference" : "differences"}`);
  if (differences > 0) process.exitCode = 1;
}

interface Row {
  name: string;
  why: string;
  expected: string[];
  given: string[];
}

/** Prints rows, and returns how many of them are not judged as expected. */
function printRows(heads: readonly string[], rows: readonly Row[]): number {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const padded = (text: string, index: number) => text.padEnd(index === 2 ? 7 : 10);
  const [first = "", ...others] = heads;
  console.log(styleText("bold", [first.padEnd(width), ...others.map(padded), "why"].join("  ")));
  for (const { name, why, expected, given } of rows) {
    const cells = others.map((_, index) => {
      const [wanted = "", got = ""] = [expected[index], given[index]];
      return styleText(
        wanted === got ? colourOf(got) : "inverse",
        padded(wanted === got ? got : `${got}, not ${wanted}`, index),
      );
    });
    console.log(`${name.padEnd(width)}  ${cells.join("  ")}  ${styleText("dim", why)}`);
  }
  console.log("");
  return rows.filter(({ expected, given }) => expected.join() !== given.join()).length;
}

function colourOf(verdict: string) {
  if (verdict === "breaking" || verdict === "major") return "red";
  return verdict === "compatible" || verdict === "minor" ? "green" : "dim";
}
