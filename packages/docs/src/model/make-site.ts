import type { NamedOperation, OpenApiDocument } from "@repo/openapi";
import { namedCallbacks, namedOperations, namedWebhooks, pointerOf, resolve, uniqueNames, verbOf } from "@repo/openapi";
import { type ComposerServer, type CredentialScheme, credentialsOf } from "@repo/settings";
import { fieldsOfSchema } from "./depth.ts";
import { errorsOf } from "./errors.ts";
import { examplesOf, factsOf, type OnUse, valuesOf } from "./fields.ts";
import { externalLinks, infoLinks } from "./links.ts";
import { type DescribeOptions, describeOperation, linkedOperation } from "./operation-page.ts";
import { securitySchemes, serversOf } from "./servers.ts";
import type { Client, GuidePage, Markdown, OperationPage, PagePath, SchemaPage, Site, Use } from "./site.ts";
import { labelsOf, tagGroups } from "./tags.ts";
import { typeText } from "./type-text.ts";

/** The parts of a site that are not in the description. */
export interface SiteOptions {
  notice?: string;
  guides?: readonly GuidePage[];
  /** How to install the client, before the first call. */
  install?: Markdown;
  /** What the page of errors says first. */
  errorsNote?: Markdown;
  /** The address of the repository. */
  repository?: string | undefined;
  /** Where the site will be published, with a slash at the end. */
  address?: string | undefined;
  /** Where to edit the source of a page. */
  editAddress?: (page: PagePath) => string;
  client?: Client;
  /** How the samples authenticate. Default: as the description alone says. */
  credentials?: readonly CredentialScheme[];
  /** Where the composer may send requests. Without any, it only shows them. */
  composerServers?: readonly ComposerServer[];
}

/** The longest list of all the uses of a schema. A longer one leaves out those that pages repeat from other schemas. */
const MAX_USES = 100;

/** The reference of a description as data. The same description and options give the same site. */
export function makeSite(document: OpenApiDocument, options: SiteOptions): Site {
  const { client, credentials = credentialsOf(document), composerServers } = options;
  const slug = slugs();
  const pages = new Map(Object.keys(document.components?.schemas ?? {}).map((name) => [name, `schemas/${slug(name)}`]));
  const uses = new Map<PagePath, (Use & { isRepeated: boolean })[]>([...pages.values()].map((path) => [path, []]));
  const noteUse =
    (page: PagePath, title: string): OnUse =>
    (schema, id, isRepeated) =>
      uses.get(schema)?.push({ page, title, id, isRepeated });
  const named = namedOperations(document);
  const titleOf = ({ name, node }: NamedOperation) => node.summary ?? name;
  const operationSlug = slugs();
  const operationPaths = new Map(named.map((operation) => [operation, `operations/${operationSlug(operation.name)}`]));
  const describe: DescribeOptions = {
    document,
    pageOf: (name) => pages.get(name),
    schemes: securitySchemes(document, client ? credentials : []),
    labels: labelsOf(document),
    client,
    credentials,
    composerServers,
    linkTarget: (link) => {
      const name = linkedOperation(link);
      const target = named.find(
        ({ node, method, path }) => node.operationId === name || `${verbOf(method)} ${path}` === name,
      );
      const page = target && operationPaths.get(target);
      return target && page ? { title: titleOf(target), page } : { title: name };
    },
  };
  const pageMaker =
    (kind: OperationPage["kind"], pathOf: (operation: NamedOperation) => PagePath) => (operation: NamedOperation) => {
      const place = { kind, path: pathOf(operation), title: titleOf(operation) };
      return describeOperation(describe, operation, place, noteUse(place.path, place.title));
    };
  const webhookSlug = slugs();
  const callbackSlug = slugs();
  const makeCallback = pageMaker("callback", ({ name }) => `callbacks/${callbackSlug(name)}`);
  const operations = named
    .map(pageMaker("operation", (operation) => operationPaths.get(operation) ?? ""))
    .map((page, at) => ({ ...page, callbacks: namedCallbacks(document, named[at]?.node ?? {}).map(makeCallback) }));
  const webhooks = namedWebhooks(document).map(pageMaker("webhook", ({ name }) => `webhooks/${webhookSlug(name)}`));
  const schemas = [...pages].map(([name, path]) => schemaPage(describe, name, path, noteUse(path, name)));
  for (const schema of schemas) {
    const all = uses.get(schema.path) ?? [];
    schema.usedBy = all.length > MAX_USES ? all.filter(({ isRepeated }) => !isRepeated) : all;
  }

  const { info } = document;
  return {
    title: info.title,
    version: info.version,
    ...(document.$self && { self: document.$self }),
    ...(info.summary && { summary: info.summary }),
    ...(info.description && { description: info.description }),
    servers: serversOf(document.servers),
    security: describe.schemes,
    ...(info.license && { license: licenseOf(info.license) }),
    ...(options.notice && { notice: options.notice }),
    links: [...externalLinks(document), ...infoLinks(info)],
    tags: tagGroups(document, operations),
    labels: [...describe.labels.values()],
    operations,
    webhooks,
    callbacks: operations.flatMap(({ callbacks }) => callbacks),
    errors: errorsOf(operations),
    schemas,
    guides: [...(options.guides ?? [])],
    ...(options.install && { install: options.install }),
    ...(options.errorsNote && { errorsNote: options.errorsNote }),
    ...(options.repository && { repository: options.repository }),
    ...(options.address !== undefined && { address: options.address }),
    ...(options.editAddress && { editAddress: options.editAddress }),
  };
}

function schemaPage({ document, pageOf }: DescribeOptions, name: string, path: PagePath, onUse: OnUse): SchemaPage {
  const node = document.components?.schemas?.[name];
  const { schema } = resolve(document, node);
  const make = fieldsOfSchema(document, pageOf, (used, id, isRepeated) => id !== "" && onUse(used, id, isRepeated));
  return {
    path,
    title: name,
    ...(schema.description && { description: schema.description }),
    deprecated: schema.deprecated === true,
    type: typeText(document, (other) => (other === name ? undefined : pageOf(other)), node),
    values: valuesOf(document, schema),
    links: externalLinks(schema),
    facts: factsOf(document, schema),
    examples: examplesOf(schema),
    content: make.content({ $ref: `#${pointerOf(["components", "schemas", name])}` }, ""),
    usedBy: [],
  };
}

/**
 * Returns a function that makes a file name for each page of a folder, safe on every system and in addresses. Names that
 * differ only in case get a number, as some file systems cannot tell them apart.
 */
function slugs(): (name: string) => string {
  const unique = uniqueNames();
  return (name) => {
    const safe =
      name
        .replace(/[^A-Za-z0-9_-]+/g, "-")
        .replace(/^-+|-+$/g, "")
        .slice(0, 80) || "page";
    // Windows reserves names such as `con`, and `index` is the page of the folder.
    const free = /^(con|prn|aux|nul|com\d|lpt\d|index)$/i.test(safe) ? `${safe}_` : safe;
    return free + unique(free.toLowerCase()).slice(free.length);
  };
}

function licenseOf({ name, url, identifier }: { name: string; url?: string; identifier?: string }) {
  const address = url ?? (identifier && `https://spdx.org/licenses/${encodeURIComponent(identifier)}.html`);
  // A link to `javascript:` would run code.
  return { name, ...(address && /^https?:/i.test(address) && { url: address }) };
}
