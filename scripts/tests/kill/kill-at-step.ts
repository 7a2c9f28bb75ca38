// node --import ./kill-at-step.ts PROGRAM : ends PROGRAM by SIGKILL before its step number KILL_AT on the file system, and
// tells with exit code 0 that there were fewer. A write is cut off in its middle.
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { fileURLToPath } from "node:url";

const last = Number(process.env["KILL_AT"]);
let steps = 0;

function killAt(step: number): void {
  if (step === last) process.kill(process.pid, "SIGKILL");
}

for (const name of ["mkdir", "open", "copyFile", "rename", "rm", "rmdir"] as const) {
  const original: (...args: never[]) => Promise<unknown> = fs[name];
  Object.assign(fs, {
    [name]: (...args: never[]) => {
      killAt(++steps);
      return original(...args);
    },
  });
}
syncBuiltinESMExports();

const handle = await fs.open(fileURLToPath(import.meta.url));
const prototype = Object.getPrototypeOf(handle);
const { writeFile } = prototype;
prototype.writeFile = async function (content: string) {
  if (++steps !== last) return writeFile.call(this, content);
  await writeFile.call(this, content.slice(0, content.length / 2));
  killAt(steps);
};
await handle.close();
steps = 0;
