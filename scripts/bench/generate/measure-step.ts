// A process that measures one step on one description, and answers with what it cost.
import { readFile } from "node:fs/promises";
import { operationsModule } from "../../generate/operations.ts";
import { typesModule } from "../../generate/types.ts";
import { validatorsModule } from "../../generate/validators.ts";
import type { OpenApiDocument } from "../../spec/openapi-document.ts";
import { readSpec } from "../../spec/read-spec.ts";
import type { StepCost, StepTask } from "./steps.ts";

const header = "// Generated to be measured.\n";

process.once("message", async ({ step, file }: StepTask) => {
  // A made description is one file without references to others: reading does not change it.
  const document: OpenApiDocument = JSON.parse(await readFile(file, "utf8"));
  if (step === "read") await import("../../spec/read-with-redocly.ts");
  const run = {
    async read() {
      const { problems } = await readSpec(file, "structure");
      if (problems.length > 0) throw new Error(`${file} has problems`);
    },
    types: () => typesModule(document, header),
    operations: async () => void operationsModule(document, header, { types: "./t", operation: "./o" }),
    validators: async () => void validatorsModule(document, header, { types: "./t", codePoints: "./c" }),
  }[step];
  const begun = performance.now();
  await run();
  const milliseconds = performance.now() - begun;
  // In kilobytes, whatever the system.
  const peak = process.resourceUsage().maxRSS * 1024;
  process.send?.({ milliseconds, peak } satisfies StepCost, undefined, undefined, () => process.disconnect());
});
