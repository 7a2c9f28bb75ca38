// The command that keeps updates, in place of the one that only answers. For another API, delete the lines with ./scenario/.
export { own } from "./scenario/own-command.ts";
export * from "./stateless.ts";
