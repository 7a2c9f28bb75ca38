// node write-often.ts FOLDER TAG COUNT : replaces the same three files COUNT times, each time all with the same text.
import { writeFiles } from "../../generate/write-files.ts";

const [, , folder = "", tag = "", count = ""] = process.argv;
for (let number = 0; number < Number(count); number++) {
  const content = `${tag} ${number}\n`.repeat(50 + number);
  await writeFiles(folder, new Map(["a.ts", "deep/b.ts", "deep/er/c.ts"].map((path) => [path, content])));
}
