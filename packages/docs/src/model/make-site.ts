import { namedOperations } from "../../../../scripts/generate/operations.ts";
import type { OpenApiDocument } from "../../../../scripts/spec/openapi-document.ts";
import { asJson, examplesOf, factsOf } from "./facts.ts";
import { fieldMaker, type OnUse } from "./fields.ts";
import { type DescribeOptions, describeOperation, type MakeClient } from "./operation-page.ts";
import { resolve } from "./resolve.ts";
import { describeScheme } from "./security.ts";
import { serversOf } from "./servers.ts";
import type { GuidePage, Install, OperationPage, PagePath, SchemaPage, Site, TagGroup, Use } from "./site.ts";
import { slugs } from "./slugs.ts";
import { type PageOf, typeText } from "./type-text.ts";

/** What a site has that is not in the description. */
export interface SiteOptions {
  /** Where the site will stand, with a slash at the end. */
  address: string;
  notice?: string;
  guides?: readonly GuidePage[];
  install?: Install;
  /** The client that the samples of an operation call, by its server and its credentials. */
  client?: MakeClient;
  /** The environment variables that samples take the credentials of HTTP Basic from. */
  basicCredentials?: { user: string; password: string };
}

/** On the page of a schema, what has a page of its own is a link. */
const SCHEMA_DEPTH = { named: false, levels: 8, fields: 1_000 };

/** The reference of a description as data. The same description and options give the same site. */
export function makeSite(document: OpenApiDocument, options: SiteOptions): Site {
  const pages = schemaPaths(document);
  const pageOf: PageOf = (name) => pages.get(name);
  const uses = new Map<PagePath, Use[]>();
  const describe: DescribeOptions = {
    document,
    pageOf,
    client: options.client,
    basicCredentials: options.basicCredentials ?? { user: "API_USER", password: "API_PASSWORD" },
  };

  const operationSlug = slugs();
  const operations = namedOperations(document).map((operation) => {
    const page = {
      path: `operations/${operationSlug(operation.name)}`,
      title: operation.node.summary ?? operation.name,
    };
    return describeOperation(describe, operation, page, noteUse(uses, page));
  });
  const schemas = [...pages].map(([name, path]) => schemaPage(document, pageOf, name, path, uses));
  for (const schema of schemas) schema.usedBy = uses.get(schema.path) ?? [];

  const { info } = document;
  return {
    title: info.title,
    version: info.version,
    ...(info.summary && { summary: info.summary }),
    ...(info.description && { description: info.description }),
    address: options.address,
    servers: serversOf(document.servers),
    security: Object.entries(document.components?.securitySchemes ?? {}).map(([name, scheme]) =>
      describeScheme(document, name, scheme),
    ),
    ...(info.license && { license: licenseOf(info.license) }),
    ...(options.notice && { notice: options.notice }),
    tags: tagGroups(document, operations),
    operations,
    schemas,
    guides: [...(options.guides ?? [])],
    ...(options.install && { install: options.install }),
  };
}

function schemaPaths(document: OpenApiDocument): ReadonlyMap<string, PagePath> {
  const slug = slugs();
  return new Map(Object.keys(document.components?.schemas ?? {}).map((name) => [name, `schemas/${slug(name)}`]));
}

function noteUse(uses: Map<PagePath, Use[]>, page: { path: PagePath; title: string }): OnUse {
  return (schema, field) => {
    const use = { page: page.path, title: page.title, field: field.id, id: field.id };
    const known = uses.get(schema);
    if (known) known.push(use);
    else uses.set(schema, [use]);
  };
}

function schemaPage(
  document: OpenApiDocument,
  pageOf: PageOf,
  name: string,
  path: PagePath,
  uses: Map<PagePath, Use[]>,
): SchemaPage {
  const node = document.components?.schemas?.[name];
  const { schema } = resolve(document, node);
  const note = noteUse(uses, { path, title: name });
  const make = fieldMaker(document, pageOf, SCHEMA_DEPTH, (used, field) => field.id !== "" && note(used, field));
  return {
    path,
    title: name,
    ...(schema.description && { description: schema.description }),
    deprecated: schema.deprecated === true,
    type: typeText(document, (other) => (other === name ? undefined : pageOf(other)), node),
    values: (schema.enum ?? []).flatMap((value) => asJson(value) ?? []),
    facts: factsOf(schema),
    examples: examplesOf(schema),
    content: make.content(node, ""),
    usedBy: [],
  };
}

function licenseOf({ name, url, identifier }: { name: string; url?: string; identifier?: string }) {
  const address = url ?? (identifier && `https://spdx.org/licenses/${encodeURIComponent(identifier)}.html`);
  // Any other address, such as `javascript:`, would do something where it should lead somewhere.
  return { name, ...(address && /^https?:/i.test(address) && { url: address }) };
}

/** Tags in the order of the description, then those that only operations name, then the operations without one. */
function tagGroups(document: OpenApiDocument, operations: OperationPage[]): TagGroup[] {
  const described = new Map((document.tags ?? []).map(({ name, description }) => [name, description]));
  const names = new Set([...described.keys(), ...operations.flatMap(({ tag }) => tag ?? [])]);
  const groups = [...names].map((name): TagGroup => {
    const description = described.get(name);
    return { name, ...(description && { description }), operations: operations.filter(({ tag }) => tag === name) };
  });
  const others = operations.filter(({ tag }) => tag === undefined);
  return [...groups, ...(others.length > 0 ? [{ operations: others }] : [])].filter(
    (group) => group.operations.length > 0,
  );
}
