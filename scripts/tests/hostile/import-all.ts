// node import-all.ts FILE... : imports modules and tells, a line each, which of them ran what is no part of a module.
import { pathToFileURL } from "node:url";

for (const file of process.argv.slice(2)) {
  const before = new Set(Object.getOwnPropertyNames(globalThis));
  await import(pathToFileURL(file).href);
  const more = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
  console.log(`${more.length === 0 ? "clean" : `ran ${more}`}  ${file}`);
}
