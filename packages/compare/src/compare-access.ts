import {
  follow,
  type NamedOperation,
  type OpenApiDocument,
  type SecurityScheme,
  type Server,
} from "@scenario-openapi/openapi";
import type { Found, Pair } from "./change.ts";
import { canonical } from "./sameness.ts";

/** One way to authenticate: its security schemes, as they are on the wire rather than by name, each with its scopes. */
type Credentials = ReadonlyMap<string, ReadonlySet<string>>;

/** The differences of the authentication that an operation demands. */
export function compareSecurity(pair: Pair, old: NamedOperation, now: NamedOperation): Found[] {
  const before = credentialsOf(pair.before, old);
  const after = credentialsOf(pair.after, now);
  const textOfAll = (all: readonly Credentials[]) => all.map(textOf).sort().join(" or ");
  const [was, is] = [textOfAll(before), textOfAll(after)];
  if (was === is) return [];
  const words = `~ authentication: ${was} → ${is}`;
  const isAccepted = before.every((credentials) => after.some((demanded) => satisfies(credentials, demanded)));
  const verdict = isAccepted
    ? ({ wire: "compatible", reason: "The old credentials are still accepted." } as const)
    : ({ wire: "breaking", reason: "Old code sends credentials that are no longer accepted." } as const);
  return [{ field: "authentication", kind: "authentication", words, ...verdict }];
}

function credentialsOf(document: OpenApiDocument, { node }: NamedOperation): Credentials[] {
  const requirements = node.security ?? document.security ?? [];
  if (requirements.length === 0) return [new Map()];
  return requirements.map(
    (requirement) =>
      new Map(Object.entries(requirement).map(([name, scopes]) => [schemeOf(document, name), new Set(scopes)])),
  );
}

function schemeOf(document: OpenApiDocument, name: string): string {
  const given = document.components?.securitySchemes?.[name];
  if (!given) return name;
  const { type, scheme, in: place, name: key, openIdConnectUrl, flows } = follow<SecurityScheme>(document, given);
  const addresses = Object.entries(flows ?? {}).map(([flow, node]) => `${flow} ${addressesOf(node)}`);
  return [type, scheme?.toLowerCase(), place, key, openIdConnectUrl, ...addresses.sort()].filter(Boolean).join(" ");
}

/** The addresses of an OAuth flow. Which scopes it offers is not part of how to authenticate. */
function addressesOf(flow: unknown): string {
  const addresses = Object.entries(flow ?? {}).filter(([key]) => key.endsWith("Url"));
  return addresses
    .map(([, address]) => String(address))
    .sort()
    .join(" ");
}

function satisfies(given: Credentials, demanded: Credentials): boolean {
  return [...demanded].every(
    ([scheme, scopes]) => given.has(scheme) && [...scopes].every((scope) => given.get(scheme)?.has(scope)),
  );
}

function textOf(credentials: Credentials): string {
  if (credentials.size === 0) return "none";
  return [...credentials]
    .map(([scheme, scopes]) => (scopes.size > 0 ? `${scheme} (${[...scopes].sort().join(", ")})` : scheme))
    .sort()
    .join(" and ");
}

/** The differences of the servers of the API or of one operation. */
export function compareServers(before: readonly Server[] = [], after: readonly Server[] = []): Found[] {
  const olds = new Map(before.map((server) => [server.url, server]));
  const news = new Map(after.map((server) => [server.url, server]));
  const found: Found[] = [];
  for (const [url, server] of olds) {
    const now = news.get(url);
    if (!now) found.push(serverChange(`− server ${url}`, "breaking", "Old code sends its requests there."));
    else if (canonical(server.variables) !== canonical(now.variables)) {
      found.push(serverChange(`~ server ${url}: variables`, "breaking", "The same address may lead elsewhere."));
    } else if (server.description !== now.description) {
      const reason = "Only the documentation changed.";
      found.push({ ...serverChange(`~ server ${url}: description`, "none", reason), kind: "text" });
    }
  }
  for (const url of news.keys()) {
    if (!olds.has(url)) found.push(serverChange(`+ server ${url}`, "compatible", "The old servers are still there."));
  }
  const [first] = after;
  if (found.length === 0 && first && before[0] && first.url !== before[0].url) {
    const reason = "The client uses it by default.";
    found.push(serverChange(`~ the first server: ${before[0].url} → ${first.url}`, "compatible", reason));
  }
  return found;
}

function serverChange(words: string, wire: Found["wire"], reason: string): Found {
  return { field: "servers", kind: "server", words, wire, reason };
}
