import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Edit } from "./edit.ts";

/** Single edits of every kind that the API has a place for. */
export const edits: readonly Edit[] = parse(readFileSync(join(import.meta.dirname, "edits.yaml"), "utf8"));
