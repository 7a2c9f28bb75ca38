import { follow } from "../../../../scripts/generate/follow.ts";
import type {
  OpenApiDocument,
  Operation,
  Reference,
  SecurityScheme as Scheme,
} from "../../../../scripts/spec/openapi-document.ts";
import type { SampleSecurity, SecurityScheme } from "./site.ts";

/** A security scheme in words. */
export function describeScheme(document: OpenApiDocument, name: string, node: Scheme | Reference): SecurityScheme {
  const scheme = follow<Scheme>(document, node);
  return { name, title: titleOf(scheme), ...(scheme.description && { description: scheme.description }) };
}

function titleOf({ type, scheme, bearerFormat, name, in: place }: Scheme): string {
  if (type === "http" && scheme?.toLowerCase() === "basic") return "HTTP Basic";
  if (type === "http" && scheme?.toLowerCase() === "bearer")
    return `HTTP Bearer${bearerFormat ? ` (${bearerFormat})` : ""}`;
  if (type === "http") return `HTTP ${scheme}`;
  if (type === "apiKey")
    return place === "query" ? `API key in the query, as ${name}` : `API key in the ${place} ${name}`;
  return { oauth2: "OAuth 2.0", openIdConnect: "OpenID Connect", mutualTLS: "Mutual TLS" }[type] ?? type;
}

/** How the samples of an operation prove who calls: by the first of its requirements that a sample can show. */
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

/** The names of the schemes of which an operation needs one set, each set as text: `basicAuth`, `key + token`. */
export function securityNames(document: OpenApiDocument, { security = document.security ?? [] }: Operation): string[] {
  return security.map((requirement) => Object.keys(requirement).join(" + ") || "none");
}
