import { follow } from "../generate/follow.ts";
import type { NamedOperation } from "../generate/operations.ts";
import type { OpenApiDocument, SecurityScheme, Server } from "../spec/openapi-document.ts";
import type { Pair } from "./at.ts";
import { canonical } from "./canonical.ts";
import type { Found } from "./change.ts";

/** Each thing that a request can be made with, by what it is on the wire rather than by its name in the description. */
type Credentials = ReadonlyMap<string, ReadonlySet<string>>;

/** The differences of what an operation asks for, before it lets anyone in. */
export function compareSecurity(pair: Pair, old: NamedOperation, now: NamedOperation): Found[] {
  const before = credentialsOf(pair.before, old);
  const after = credentialsOf(pair.after, now);
  const texts = [before, after].map((all) => all.map(textOf).sort().join(" or "));
  const [was = "", is = ""] = texts;
  if (was === is) return [];
  const words = `~ authentication: ${was} → ${is}`;
  const isAccepted = (credentials: Credentials) => after.some((enough) => suffices(credentials, enough));
  return before.every(isAccepted)
    ? [
        {
          field: "authentication",
          kind: "authentication",
          words,
          wire: "compatible",
          reason: "Whoever was let in still is.",
        },
      ]
    : [
        {
          field: "authentication",
          kind: "authentication",
          words,
          wire: "breaking",
          reason: "What old code shows no longer lets it in.",
        },
      ];
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
  const address = Object.entries(flows ?? {}).map(([flow, node]) => `${flow} ${addressesOf(node)}`);
  return [type, scheme?.toLowerCase(), place, key, openIdConnectUrl, ...address.sort()].filter(Boolean).join(" ");
}

/** Of an OAuth flow, what a program has to know to go through it; which scopes there are is no part of it. */
function addressesOf(flow: unknown): string {
  const addresses = Object.entries(flow ?? {}).filter(([key]) => key.endsWith("Url"));
  return addresses
    .map(([, address]) => String(address))
    .sort()
    .join(" ");
}

function suffices(given: Credentials, enough: Credentials): boolean {
  return [...enough].every(
    ([scheme, scopes]) => [...scopes].every((scope) => given.get(scheme)?.has(scope)) && given.has(scheme),
  );
}

function textOf(credentials: Credentials): string {
  if (credentials.size === 0) return "none";
  return [...credentials]
    .map(([scheme, scopes]) => (scopes.size > 0 ? `${scheme} (${[...scopes].sort().join(", ")})` : scheme))
    .sort()
    .join(" and ");
}

/** The differences of the servers, wherever they stand. */
export function compareServers(before: readonly Server[] = [], after: readonly Server[] = []): Found[] {
  const news = new Map(after.map((server) => [server.url, server]));
  const olds = new Map(before.map((server) => [server.url, server]));
  const found: Found[] = [];
  for (const [url, server] of olds) {
    const now = news.get(url);
    if (!now) found.push(serverChange(`− server ${url}`, "breaking", "Old code sends its requests there."));
    else if (canonical(server.variables) !== canonical(now.variables)) {
      found.push(serverChange(`~ server ${url}: variables`, "breaking", "The same address leads elsewhere."));
    } else if (server.description !== now.description) {
      found.push({
        ...serverChange(`~ server ${url}: description`, "none", "Only what is written about it changed."),
        kind: "text",
      });
    }
  }
  for (const url of news.keys()) {
    if (!olds.has(url))
      found.push(serverChange(`+ server ${url}`, "compatible", "Old code sends its requests where it did."));
  }
  const [first] = after;
  if (found.length === 0 && first && before[0] && first.url !== before[0].url) {
    const reason = "The client sends its requests there, unless it is told otherwise.";
    found.push(serverChange(`~ the first server: ${before[0].url} → ${first.url}`, "compatible", reason));
  }
  return found;
}

function serverChange(words: string, wire: Found["wire"], reason: string): Found {
  return { field: "servers", kind: "server", words, wire, reason };
}
