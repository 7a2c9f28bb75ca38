// node settle.ts FOLDER : what every command does first.
import { settleFiles } from "../../generate/write-files.ts";

const [, , folder = ""] = process.argv;
await settleFiles(folder);
