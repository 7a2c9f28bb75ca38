// Where the API is, and how a call authenticates.
import type {
  Server as DescribedServer,
  OpenApiDocument,
  Operation,
  SecurityScheme as Scheme,
} from "@scenario-openapi/openapi";
import { follow } from "@scenario-openapi/openapi";
import type { SampleSecurity, SecurityScheme, Server } from "./site.ts";

/** The servers, with the defaults of their variables filled in and no slash at the end. */
export function serversOf(servers: DescribedServer[] | undefined): Server[] {
  return (servers ?? []).map(({ url, variables, description }) => ({
    url: url
      .replace(/\{([^{}]+)\}/g, (text, name: string) => String(variables?.[name]?.default ?? text))
      .replace(/\/+$/, ""),
    ...(description && { description }),
  }));
}

export function securitySchemes(document: OpenApiDocument): SecurityScheme[] {
  return Object.entries(document.components?.securitySchemes ?? {}).map(([name, node]) => {
    const scheme = follow<Scheme>(document, node);
    return { name, title: schemeTitle(scheme), ...(scheme.description && { description: scheme.description }) };
  });
}

function schemeTitle({ type, scheme, bearerFormat, name, in: place }: Scheme): string {
  if (type === "http" && scheme?.toLowerCase() === "basic") return "HTTP Basic";
  if (type === "http" && scheme?.toLowerCase() === "bearer")
    return `HTTP Bearer${bearerFormat ? ` (${bearerFormat})` : ""}`;
  if (type === "http") return `HTTP ${scheme}`;
  if (type === "apiKey")
    return place === "query" ? `API key in the query, as ${name}` : `API key in the ${place} ${name}`;
  return { oauth2: "OAuth 2.0", openIdConnect: "OpenID Connect", mutualTLS: "Mutual TLS" }[type] ?? type;
}

/** How to authenticate a call of an operation: `HTTP Basic, or API key in the header X-Key`. Empty if it needs nothing. */
export function securityText(
  document: OpenApiDocument,
  { security = document.security ?? [] }: Operation,
  schemes: SecurityScheme[],
): string {
  const titles = new Map(schemes.map(({ name, title }) => [name, title]));
  const alternatives = security.map((requirement) => {
    const names = Object.keys(requirement);
    return names.length === 0 ? "none" : names.map((name) => titles.get(name) ?? name).join(" with ");
  });
  return alternatives.join(", or ");
}

/** How the samples of an operation authenticate: by the first of its alternatives that a sample can show. */
export function sampleSecurity(
  document: OpenApiDocument,
  { security = document.security ?? [] }: Operation,
  basic: { user: string; password: string },
): SampleSecurity {
  for (const [name] of security.map((requirement) => Object.keys(requirement))) {
    const node = name === undefined ? undefined : document.components?.securitySchemes?.[name];
    if (!node) continue;
    const { type, scheme, name: key, in: place } = follow<Scheme>(document, node);
    if (type === "http" && scheme?.toLowerCase() === "basic") return { kind: "basic", ...basic };
    if (type === "apiKey" && key && place !== "cookie" && place)
      return { kind: "apiKey", place, name: key, token: "API_KEY" };
    if (type === "oauth2" || type === "openIdConnect" || scheme?.toLowerCase() === "bearer") {
      return { kind: "bearer", token: "API_TOKEN" };
    }
  }
  return { kind: "none" };
}
