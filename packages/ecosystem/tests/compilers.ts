import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** The supported compilers: the oldest, and the last version of each major version since. */
export const compilers = {
  "5.4": require.resolve("typescript-5.4/package.json"),
  "5.9": require.resolve("typescript-5/package.json"),
  "6.0": require.resolve("typescript-6/package.json"),
  "7.0": require.resolve("typescript/package.json"),
};
export type Version = keyof typeof compilers;
export const versions = Object.keys(compilers) as Version[];
