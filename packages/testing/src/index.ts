export { findBrowser, launchBrowser } from "./browser.ts";
export { brokenLinks } from "./collect-links.ts";
export { installLocked } from "./install-locked.ts";
export {
  compilations,
  compileSamples,
  installClient,
  npmInstall,
  type PublishedPackage,
  pack,
  publishedPackages,
  readmeSamples,
  recipePackages,
  runSamples,
  startProject,
  writeSamples,
} from "./packed-packages.ts";
export { type Outcome, runNode, strictest } from "./programs.ts";
export { root } from "./root.ts";
export { type RunningCommand, startNode } from "./running-command.ts";
export { copyWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";
