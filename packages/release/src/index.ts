export { checkChangesets } from "./check-changesets.ts";
export { registryProblems } from "./check-tarballs.ts";
export { releaseDry, releasePublish } from "./release-dry.ts";
export { releaseVersion } from "./release-version.ts";
export { writeChangeset } from "./write-changeset.ts";
