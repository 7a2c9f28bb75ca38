export { houseOptions } from "./house-options.ts";
export { codeSpan, inline } from "./markdown/syntax.ts";
export { firstCall, type SampleCall, sampleCalls } from "./sample-calls.ts";
export { type SiteFiles, type SiteFilesOptions, siteFiles } from "./site-files.ts";
export { siteOptions } from "./site-options.ts";
