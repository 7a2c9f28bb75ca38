export { packageFiles } from "./package-files.ts";
