export { packageFiles } from "./package-files.ts";
export { type WrittenPackage, writePackage } from "./write-package.ts";
