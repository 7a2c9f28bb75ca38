export type { Listening } from "./listen.ts";
export type { ProblemDetails } from "./problem-details.ts";
export { createSandbox, InvalidModelsError, type Sandbox, type SandboxOptions } from "./sandbox.ts";
export { seedModels } from "./seed-models.ts";
