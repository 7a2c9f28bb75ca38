// Where the API is, and how a call authenticates.
import type {
  Server as DescribedServer,
  OAuthFlow,
  OpenApiDocument,
  Operation,
  SecurityScheme as Scheme,
} from "@repo/openapi";
import { follow } from "@repo/openapi";
import type { CredentialScheme } from "@repo/settings";
import { credentialValues } from "../samples/credentials.ts";
import type { Fact, SecurityFlow, SecurityScheme, Server } from "./site.ts";

/** The servers, with the defaults of their variables filled in and no slash at the end. */
export function serversOf(servers: DescribedServer[] | undefined): Server[] {
  return (servers ?? []).map(({ url, name, variables = {}, description }) => {
    const named = Object.entries(variables);
    return {
      url: url
        .replace(/\{([^{}]+)\}/g, (text, name: string) => String(variables[name]?.default ?? text))
        .replace(/\/+$/, ""),
      ...(name && { name }),
      ...(description && { description }),
      ...(named.length > 0 && { template: url }),
      variables: named.map(([name, { default: usual, enum: values = [], description }]) => ({
        name,
        default: String(usual),
        values: values.map(String),
        ...(description && { description }),
      })),
    };
  });
}

export function securitySchemes(document: OpenApiDocument, credentials: readonly CredentialScheme[]): SecurityScheme[] {
  const valuesOf = new Map(credentials.map((scheme) => [scheme.name, credentialValues(scheme)]));
  return Object.entries(document.components?.securitySchemes ?? {}).map(([name, node]) => {
    const scheme = follow<Scheme>(document, node);
    const { description, deprecated = false, flows = {}, openIdConnectUrl, oauth2MetadataUrl } = scheme;
    return {
      name,
      title: schemeTitle(scheme),
      ...(description && { description }),
      deprecated,
      flows: Object.entries(flows)
        .filter(([kind]) => !kind.startsWith("x-"))
        .map(([kind, flow]) => flowOf(kind, flow)),
      discovery: [...addressFact("Discovery", openIdConnectUrl), ...addressFact("Metadata", oauth2MetadataUrl)],
      credentials: valuesOf.get(name) ?? [],
    };
  });
}

const FLOWS: Record<string, string> = {
  authorizationCode: "Authorization code",
  clientCredentials: "Client credentials",
  deviceAuthorization: "Device authorization",
  implicit: "Implicit",
  password: "Password",
};

function flowOf(kind: string, flow: OAuthFlow): SecurityFlow {
  const { authorizationUrl, deviceAuthorizationUrl, tokenUrl, refreshUrl, scopes = {} } = flow;
  return {
    title: FLOWS[kind] ?? kind,
    addresses: [
      ...addressFact("Authorization address", authorizationUrl),
      ...addressFact("Device authorization address", deviceAuthorizationUrl),
      ...addressFact("Token address", tokenUrl),
      ...addressFact("Refresh address", refreshUrl),
    ],
    scopes: Object.entries(scopes).map(([name, description]) => ({ name, description })),
  };
}

function addressFact(label: string, value: string | undefined): Fact[] {
  return value ? [{ label, value }] : [];
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

/**
 * How to authenticate a call of an operation: `HTTP Basic, or OAuth 2.0 (scope read)`. Empty if the description says nothing
 * about it.
 */
export function securityText(
  document: OpenApiDocument,
  { security = document.security ?? [] }: Operation,
  schemes: SecurityScheme[],
): string {
  const known = new Map(schemes.map((scheme) => [scheme.name, scheme]));
  const alternatives = security.map((requirement) => {
    const needed = Object.entries(requirement).map(([name, scopes]) => {
      const { title = name, deprecated = false } = known.get(name) ?? {};
      const notes = [...(deprecated ? ["deprecated"] : []), ...scopesText(scopes)];
      return notes.length > 0 ? `${title} (${notes.join(", ")})` : title;
    });
    return needed.length === 0 ? "none" : needed.join(" with ");
  });
  return alternatives.join(", or ");
}

function scopesText(scopes: string[]): string[] {
  return scopes.length === 0 ? [] : [`${scopes.length === 1 ? "scope" : "scopes"} ${scopes.join(", ")}`];
}

/**
 * How the samples of an operation authenticate: by the first of its alternatives that they can send wholly, one without
 * deprecated schemes if there is such.
 */
export function sampleSecurity(
  document: OpenApiDocument,
  { security = document.security ?? [] }: Operation,
  credentials: readonly CredentialScheme[],
): CredentialScheme[] {
  const isDeprecated = (names: string[]) =>
    names.some((name) => {
      const node = document.components?.securitySchemes?.[name];
      return node && follow<Scheme>(document, node).deprecated;
    });
  const sendable = new Map(credentials.map(({ description: _, ...scheme }) => [scheme.name, scheme]));
  const alternatives = security.map((requirement) => Object.keys(requirement));
  for (const names of alternatives.toSorted((one, other) => Number(isDeprecated(one)) - Number(isDeprecated(other)))) {
    const sent = names.flatMap((name) => sendable.get(name) ?? []);
    if (sent.length > 0 && sent.length === names.length) return sent;
  }
  return [];
}
