export type { ProxiedCall, ProxyOptions } from "./create-proxy.ts";
export * from "./proxy.gen.ts";
export type { ProblemDetails } from "./refusal.ts";
