export * from "./schema.gen.ts";
export * from "./spec.gen.ts";
export { specHash } from "./spec-hash.ts";
