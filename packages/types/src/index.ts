export * from "./schema.gen.ts";
