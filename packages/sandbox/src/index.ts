export type { Listening } from "./listen.ts";
export { InvalidModelsError } from "./models.ts";
export type { ProblemDetails } from "./problem-details.ts";
export { createSandbox, type Sandbox, type SandboxOptions } from "./sandbox.ts";
export { seedModels } from "./seed-models.ts";
