// For runtimes that are commands. The credentials are in the environment, or with the rest in the argument.
import { makeCalls } from "./calls.js";

const { bun, deno, node } = process.versions;
const calls = await makeCalls(JSON.parse(process.argv.at(-1)));
console.log(JSON.stringify({ version: bun ?? deno ?? node, calls }));
