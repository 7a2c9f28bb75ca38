export type { ProxiedCall, ProxyOptions } from "./create-proxy.ts";
export { createScenarioProxy, type ScenarioProxyOptions } from "./create-scenario-proxy.ts";
export type { ProblemDetails } from "./refusal.ts";
