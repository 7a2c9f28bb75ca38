export * from "./schema.gen.ts";
export * from "./spec.gen.ts";
