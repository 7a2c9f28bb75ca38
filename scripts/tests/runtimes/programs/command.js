// For the runtimes that are commands. The credentials come from the environment, or with the rest as an argument.
import { makeCalls } from "./calls.js";

const { bun, deno, node } = process.versions;
const calls = await makeCalls(JSON.parse(process.argv.at(-1)));
console.log(JSON.stringify({ version: bun ?? deno ?? node, calls }));
