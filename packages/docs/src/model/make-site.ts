import type { NamedOperation, OpenApiDocument } from "@scenario-openapi/openapi";
import { namedOperations, resolve, uniqueNames } from "@scenario-openapi/openapi";
import { errorsOf } from "./errors.ts";
import { enumOf, examplesOf, factsOf, fieldMaker, type OnUse } from "./fields.ts";
import { type DescribeOptions, describeOperation } from "./operation-page.ts";
import type { MakeClient } from "./samples.ts";
import { securitySchemes, serversOf } from "./servers.ts";
import type {
  ComposerServer,
  GuidePage,
  Markdown,
  OperationPage,
  PagePath,
  SchemaPage,
  Site,
  TagGroup,
  Use,
} from "./site.ts";
import { typeText } from "./type-text.ts";

/** The parts of a site that are not in the description. */
export interface SiteOptions {
  notice?: string;
  guides?: readonly GuidePage[];
  /** How to install the client, before the first call. */
  install?: Markdown;
  /** Where the site will be published, with a slash at the end. */
  address?: string | undefined;
  /** Where to edit the source of a page. */
  editAddress?: (page: PagePath) => string;
  client?: MakeClient;
  /** The environment variables with the credentials of HTTP Basic, for the samples. */
  basicCredentials?: { user: string; password: string };
  /** Where the composer may send requests. Without any, it only shows them. */
  composerServers?: readonly ComposerServer[];
}

/** The page of a schema links to other schemas instead of showing their fields. */
const SCHEMA_DEPTH = { named: false, levels: 8, fields: 1_000 };

/** The reference of a description as data. The same description and options give the same site. */
export function makeSite(document: OpenApiDocument, options: SiteOptions): Site {
  const slug = slugs();
  const pages = new Map(Object.keys(document.components?.schemas ?? {}).map((name) => [name, `schemas/${slug(name)}`]));
  const uses = new Map<PagePath, Use[]>([...pages.values()].map((path) => [path, []]));
  const noteUse =
    (page: PagePath, title: string): OnUse =>
    (schema, id) =>
      uses.get(schema)?.push({ page, title, id });
  const describe: DescribeOptions = {
    document,
    pageOf: (name) => pages.get(name),
    schemes: securitySchemes(document),
    client: options.client,
    composerServers: options.composerServers,
    basicCredentials: options.basicCredentials ?? { user: "API_USER", password: "API_PASSWORD" },
  };

  const operationSlug = slugs();
  const operations = namedOperations(document).map((operation: NamedOperation) => {
    const path = `operations/${operationSlug(operation.name)}`;
    const title = operation.node.summary ?? operation.name;
    return describeOperation(describe, operation, { path, title }, noteUse(path, title));
  });
  const schemas = [...pages].map(([name, path]) => schemaPage(describe, name, path, noteUse(path, name)));
  for (const schema of schemas) schema.usedBy = uses.get(schema.path) ?? [];

  const { info } = document;
  return {
    title: info.title,
    version: info.version,
    ...(info.summary && { summary: info.summary }),
    ...(info.description && { description: info.description }),
    servers: serversOf(document.servers),
    security: describe.schemes,
    ...(info.license && { license: licenseOf(info.license) }),
    ...(options.notice && { notice: options.notice }),
    tags: tagGroups(document, operations),
    operations,
    errors: errorsOf(operations),
    schemas,
    guides: [...(options.guides ?? [])],
    ...(options.install && { install: options.install }),
    ...(options.address !== undefined && { address: options.address }),
    ...(options.editAddress && { editAddress: options.editAddress }),
  };
}

function schemaPage({ document, pageOf }: DescribeOptions, name: string, path: PagePath, onUse: OnUse): SchemaPage {
  const node = document.components?.schemas?.[name];
  const { schema } = resolve(document, node);
  const make = fieldMaker(document, pageOf, SCHEMA_DEPTH, (used, id) => id !== "" && onUse(used, id));
  return {
    path,
    title: name,
    ...(schema.description && { description: schema.description }),
    deprecated: schema.deprecated === true,
    type: typeText(document, (other) => (other === name ? undefined : pageOf(other)), node),
    values: enumOf(schema),
    facts: factsOf(schema),
    examples: examplesOf(schema),
    content: make.content(node, ""),
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

/** Tags in the order of the description, then those that only operations name, then the operations without a tag. */
function tagGroups(document: OpenApiDocument, operations: OperationPage[]): TagGroup[] {
  const described = new Map((document.tags ?? []).map(({ name, description }) => [name, description]));
  const names = new Set([...described.keys(), ...operations.flatMap(({ tag }) => tag ?? [])]);
  const groups = [...names].map((name): TagGroup => {
    const description = described.get(name);
    return { name, ...(description && { description }), operations: operations.filter(({ tag }) => tag === name) };
  });
  const others: TagGroup = { operations: operations.filter(({ tag }) => tag === undefined) };
  return [...groups, others].filter((group) => group.operations.length > 0);
}
