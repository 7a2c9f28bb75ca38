// node scripts/bench/docs/build-ours.ts FILE DIR [--warm N] : builds the site of a description into DIR, without the
// explorer, and N times more without writing it. Prints what that cost, as JSON.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { command } from "../../command.ts";
import { houseSite } from "../../generate/house-site.ts";
import { replaceFolder } from "../../generate/replace-folder.ts";
import { siteElsewhere, sitePages } from "../../generate/site.ts";
import { readSpecOrExit, specFile } from "../../spec-document.ts";

/** What this program prints. */
export interface OwnBuild {
  /** From the start of the process until all is written. */
  seconds: number;
  /** The time of each further build, from the description as read. */
  warm: number[];
  /** The most memory that the process ever held. */
  peakBytes: number;
}

await command(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { warm: { type: "string", default: "0" } },
  });
  const [file, folder] = positionals;
  if (!file || !folder) throw new Error("Give the file of a description and the folder to build into");

  const document = await readSpecOrExit(file, "structure");
  const settings = resolve(file) === specFile ? await houseSite() : siteElsewhere();
  await replaceFolder(folder, await sitePages(document, settings));
  const seconds = performance.now() / 1000; // counts from the start of the process
  const peakBytes = process.resourceUsage().maxRSS * 1024;

  const warm: number[] = [];
  for (let at = 0; at < Number(values.warm); at++) {
    const from = performance.now();
    await sitePages(document, settings);
    warm.push((performance.now() - from) / 1000);
  }
  console.log(JSON.stringify({ seconds, warm, peakBytes } satisfies OwnBuild));
});
