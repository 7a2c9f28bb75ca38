// A process that runs one step of a generation on one description, and sends what that cost.
import { readFile } from "node:fs/promises";
import { operationsModule, typesModule, validatorsModule } from "@repo/codegen";
import type { OpenApiDocument } from "@repo/openapi";
import { readDescription } from "@repo/openapi/read";

export const steps = ["read", "types", "operations", "validators"] as const;

/** What the process sends. */
export interface StepCost {
  milliseconds: number;
  /** The most memory that the process had, in bytes. */
  peak: number;
}

if (import.meta.main) {
  const [step = "", file = ""] = process.argv.slice(2);
  const document: OpenApiDocument = JSON.parse(await readFile(file, "utf8"));
  const header = "// Generated to be measured.\n";
  const work: Record<string, () => unknown> = {
    read: () => readDescription(file, "structure"),
    types: () => typesModule(document, header),
    operations: () => operationsModule(document, header, { types: "./t", runtime: () => "./o" }),
    validators: () => validatorsModule(document, header, { types: "./t", validation: "./v" }).code,
  };
  const start = performance.now();
  await work[step]?.();
  const milliseconds = performance.now() - start;
  const cost: StepCost = { milliseconds, peak: process.resourceUsage().maxRSS * 1024 };
  process.send?.(cost, undefined, undefined, () => process.disconnect());
}
