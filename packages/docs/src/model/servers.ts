import type { Server as DescribedServer } from "../../../../scripts/spec/openapi-document.ts";
import type { Server } from "./site.ts";

/** Servers with the defaults of their variables filled in, without a slash at the end. OpenAPI's default is `/`. */
export function serversOf(servers: DescribedServer[] | undefined): Server[] {
  return (servers ?? []).map(({ url, variables, description }) => ({
    url: url
      .replace(/\{([^{}]+)\}/g, (text, name: string) => String(variables?.[name]?.default ?? text))
      .replace(/\/+$/, ""),
    ...(description && { description }),
  }));
}
