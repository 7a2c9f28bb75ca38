export { buildPackage } from "./build-package.ts";
export { addFile, portNumber, program, run } from "./command.ts";
export { generateAll, generatePackage } from "./generate-package.ts";
export { root } from "./root.ts";
export { contentType, type Listening, listen, serveFolder } from "./serve.ts";
export { houseRules, printProblems, readingOrExit, readOrExit, settingsFile, specFile } from "./spec.ts";
export { seconds, step } from "./step.ts";
export { isBuilt, runTurbo, runTurboQuietly } from "./turbo.ts";
export { type Files, findStale, readIfThere, replaceFolder, type Stale, writeFiles } from "./write-files.ts";
