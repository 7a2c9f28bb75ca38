// node write.ts FOLDER : what pnpm generate does at its end, on the small set of files that `newSet` is.
import { writeFiles } from "../../generate/write-files.ts";
import { newSet } from "./sets.ts";

const [, , folder = ""] = process.argv;
try {
  await writeFiles(folder, newSet);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
