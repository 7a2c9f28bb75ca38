export { guidesFolder, houseSite } from "./house-site.ts";
export { siteElsewhere } from "./site-elsewhere.ts";
export { type SiteFiles, type SiteSettings, siteFiles } from "./site-files.ts";
