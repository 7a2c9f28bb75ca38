import { isRecord } from "@repo/openapi";
import type { Format } from "ajv";
import { fastFormats } from "ajv-formats/dist/formats.js";

/** Formats that are patterns are checked. All others are annotations, as in JSON Schema 2020-12. */
export const checkedFormats: ReadonlyMap<string, RegExp> = new Map(
  Object.entries<Format>(fastFormats).flatMap(([name, format]) => {
    const pattern = isRecord(format) && !(format instanceof RegExp) ? format["validate"] : format;
    // A pattern with these flags would remember where it stopped.
    return pattern instanceof RegExp && !/[gy]/.test(pattern.flags) ? [[name, pattern] as const] : [];
  }),
);
