import { follow, type NamedOperation, type OpenApiDocument, type SecurityScheme, type Server } from "@repo/openapi";
import { every, type Found } from "./found.ts";
import { canonical } from "./sameness.ts";

/** One way to authenticate: its security schemes, each with its scopes. */
type Credentials = { scheme: Scheme; scopes: ReadonlySet<string> }[];

/** A security scheme as it is on the wire, rather than by name. */
interface Scheme {
  text: string;
  /** The addresses of each way to get a token, and the one that tells all of them. */
  flows: string[];
  node: object | undefined;
}

/** The differences of the authentication that an operation demands. */
export function compareSecurity(
  before: OpenApiDocument,
  old: NamedOperation,
  after: OpenApiDocument,
  now: NamedOperation,
): Found[] {
  const olds = credentialsOf(before, old);
  const news = credentialsOf(after, now);
  const isIn = (given: readonly Credentials[], demanded: readonly Credentials[]) =>
    every(given.map((one) => (demanded.some((other) => satisfies(one, other)) ? "yes" : "no"))) === "yes";
  const isAccepted = isIn(olds, news);
  if (isAccepted && isIn(news, olds)) return [];
  const textOfAll = (all: readonly Credentials[]) => all.map(textOf).sort().join(" or ");
  const origin = (document: OpenApiDocument, node: NamedOperation["node"], all: readonly Credentials[]) =>
    node.security ? { node, key: "security" } : { node: all[0]?.[0]?.scheme.node ?? document.security };
  return [
    {
      kind: "authentication",
      action: "changed",
      detail: `${textOfAll(olds)} → ${textOfAll(news)}`,
      before: origin(before, old.node, olds),
      after: origin(after, now.node, news),
      ...(isAccepted
        ? { wire: "compatible", reason: "The old credentials are still accepted." }
        : { wire: "breaking", reason: "Old code sends credentials that are no longer accepted." }),
    },
  ];
}

function credentialsOf(document: OpenApiDocument, { node }: NamedOperation): Credentials[] {
  const requirements = node.security ?? document.security ?? [];
  if (requirements.length === 0) return [[]];
  return requirements.map((requirement) =>
    Object.entries(requirement).map(([name, scopes]) => ({
      scheme: schemeOf(document, name),
      scopes: new Set(scopes),
    })),
  );
}

function schemeOf(document: OpenApiDocument, name: string): Scheme {
  const given = document.components?.securitySchemes?.[name];
  if (!given) return { text: name, flows: [], node: undefined };
  const node = follow<SecurityScheme>(document, given);
  const { type, scheme, in: place, name: key, openIdConnectUrl, oauth2MetadataUrl, flows } = node;
  return {
    text: [type, scheme?.toLowerCase(), place, key, openIdConnectUrl].filter(Boolean).join(" "),
    flows: [
      ...Object.entries(flows ?? {}).map(([flow, node]) => `${flow} ${addressesOf(node)}`),
      ...(oauth2MetadataUrl ? [`metadata ${oauth2MetadataUrl}`] : []),
    ],
    node,
  };
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
  return demanded.every(({ scheme, scopes }) =>
    given.some(
      (one) =>
        one.scheme.text === scheme.text &&
        one.scheme.flows.every((flow) => scheme.flows.includes(flow)) &&
        [...scopes].every((scope) => one.scopes.has(scope)),
    ),
  );
}

function textOf(credentials: Credentials): string {
  if (credentials.length === 0) return "none";
  return credentials
    .map(({ scheme: { text, flows }, scopes }) => {
      const way = [text, ...flows].join(" ");
      return scopes.size > 0 ? `${way} (${[...scopes].sort().join(", ")})` : way;
    })
    .sort()
    .join(" and ");
}

/** Where OpenAPI says that an API is if it lists no servers. */
const DEFAULT: readonly Server[] = [{ url: "/" }];

/** The servers of an operation: its own, or those of its path item, or those of the whole API. */
export function serversOf(document: OpenApiDocument, operation: NamedOperation): readonly Server[] {
  const servers = ownServersOf(document, operation) ?? document.servers ?? [];
  return servers.length > 0 ? servers : DEFAULT;
}

/** The servers of an operation or its path item, if they have any. */
export function ownServersOf(document: OpenApiDocument, { node, path }: NamedOperation): Server[] | undefined {
  const item = document.paths?.[path];
  return node.servers ?? (item && follow(document, item).servers);
}

/** The addresses of an operation at each of its servers. */
export function addressesAt(servers: readonly Server[], path: string): Set<string> {
  return new Set(servers.map(({ url }) => `${url.replace(/\/+$/, "")}${path.replace(/\{[^}]*\}/g, "{}")}`));
}

/** The differences of the servers of the API, of a path or of an operation. */
export function compareServers(before: readonly Server[] = [], after: readonly Server[] = []): Found[] {
  const olds = new Map((before.length > 0 ? before : DEFAULT).map((server) => [withoutEnd(server.url), server]));
  const news = new Map((after.length > 0 ? after : DEFAULT).map((server) => [withoutEnd(server.url), server]));
  const found: Found[] = [];
  for (const [url, server] of olds) {
    const now = news.get(url);
    if (!now) {
      const reason = "Old code sends its requests there.";
      found.push({ ...removed, label: `server ${server.url}`, wire: "breaking", reason, before: { node: server } });
      continue;
    }
    found.push(...compareVariables(server, now));
    for (const detail of ["name", "description"] as const) {
      if (server[detail] === now[detail]) continue;
      const reason = "Only the documentation changed.";
      const place = { label: `server ${server.url}`, before: { node: server }, after: { node: now } };
      found.push({ kind: "text", action: "changed", detail, wire: "none", reason, ...place });
    }
  }
  for (const [url, server] of news) {
    if (olds.has(url)) continue;
    const reason = "The old servers are still there.";
    const added = { ...removed, action: "added" as const, label: `server ${server.url}` };
    found.push({ ...added, wire: "compatible", reason, after: { node: server } });
  }
  const [first] = after;
  if (found.length === 0 && first && before[0] && first.url !== before[0].url) {
    const reason = "The client uses it by default.";
    const detail = `${before[0].url} → ${first.url}`;
    const place = { label: "the first server", before: { node: before[0] }, after: { node: first } };
    found.push({ kind: "server", action: "changed", detail, wire: "compatible", reason, ...place });
  }
  return found;
}

const removed = { kind: "server", action: "removed", detail: "" } as const;

function withoutEnd(url: string): string {
  return url.replace(/\/+$/, "");
}

function compareVariables(old: Server, now: Server): Found[] {
  const { variables: was = {} } = old;
  const { variables: is = {} } = now;
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((name): Found[] => {
    const [one, other] = [was[name], is[name]];
    if (canonical({ ...one, description: "" }) === canonical({ ...other, description: "" })) return [];
    const keepsDefault = one?.default === other?.default;
    const keepsValues = !other?.enum || (one?.enum?.every((value) => other.enum?.includes(value)) ?? false);
    return [
      {
        kind: "server",
        action: "changed",
        label: `server ${old.url}`,
        detail: `variable ${name}`,
        ...(keepsDefault && keepsValues
          ? { wire: "compatible", reason: "Every value of the variable still leads where it led." }
          : { wire: "breaking", reason: "The same address may lead elsewhere, or nowhere." }),
        before: { node: one ?? old },
        after: { node: other ?? now },
      },
    ];
  });
}
