// A process that builds the site of a description, without the explorer, and sends what that cost.
import { resolve } from "node:path";
import { readOrExit, replaceFolder, specFile } from "@scenario-openapi/commands";
import { houseSite, siteElsewhere, siteFiles } from "@scenario-openapi/docs";

/** What the process sends. */
export interface BuildCost {
  seconds: number;
  /** The most memory that the process had, in bytes. */
  peak: number;
}

const [file = "", folder = ""] = process.argv.slice(2);
const document = await readOrExit(file, "structure");
const settings = resolve(file) === specFile ? await houseSite() : siteElsewhere();
await replaceFolder(folder, await siteFiles(document, settings));
const cost: BuildCost = { seconds: performance.now() / 1000, peak: process.resourceUsage().maxRSS * 1024 };
process.send?.(cost, undefined, undefined, () => process.disconnect());
