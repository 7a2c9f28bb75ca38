export { type FirstCall, firstCall } from "./first-call.ts";
export { houseOptions } from "./house-options.ts";
export { type SiteFiles, type SiteFilesOptions, siteFiles } from "./site-files.ts";
export { siteOptions } from "./site-options.ts";
