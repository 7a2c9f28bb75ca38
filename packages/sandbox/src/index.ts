export type { Listening } from "./listen.ts";
export type { ProblemDetails } from "./problem-details.ts";
export * from "./sandbox.ts";
// The sandbox that keeps updates, in place of the one that only answers. For another API, delete the lines with ./scenario/.
export { InvalidModelsError } from "./scenario/models.ts";
export { createSandbox, type Sandbox, type SandboxOptions } from "./scenario/sandbox.ts";
export { seedModels } from "./scenario/seed-models.ts";
