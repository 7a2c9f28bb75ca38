export { type PackageOptions, packageFiles } from "./package-files.ts";
export { findStalePackage, type PackageParts, type WrittenPackage, writePackage } from "./write-package.ts";
