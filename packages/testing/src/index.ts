export { findBrowser, launchBrowser } from "./browser.ts";
export { codeBlocks, printedBy } from "./code-blocks.ts";
export { brokenLinks } from "./collect-links.ts";
export { installLocked } from "./install-locked.ts";
export { installClient, manifestOf, type PublishedPackage, pack, publishedPackages } from "./packed-packages.ts";
export { type Outcome, runNode, strictest } from "./programs.ts";
export { root } from "./root.ts";
export { type RunningCommand, startCommand, startNode } from "./running-command.ts";
export { copyWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";
