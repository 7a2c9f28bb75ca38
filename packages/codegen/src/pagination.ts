// Which operations give lists in pages, and how: as descriptions declare it for Redocly's client generator.
import {
  isRecord,
  keysOf,
  type NamedOperation,
  type OpenApiDocument,
  type Parameter,
  pointerOf,
  resolve,
  type Schema,
} from "@repo/openapi";
import type { CredentialScheme } from "@repo/settings";
import { textList } from "./source-text.ts";
import { hasTypes } from "./wire-format.ts";

/** The extension of an operation, by its name now and its first name. */
const EXTENSIONS = ["x-redoclyPagination", "x-redocly-pagination"] as const;

/** A field of a declaration, and the types of the parameter or the member that it names. */
type Field = readonly [name: string, types: readonly string[]];

const NUMBER = ["integer", "number"];
const CURSOR = ["string", ...NUMBER];

/** What each style needs: the parameter that it sends, and where the response has what tells the next page. */
const STYLES: Readonly<Record<string, { param?: Field; next?: Field; mayLackNext?: true }>> = {
  cursor: { param: ["cursorParam", CURSOR], next: ["nextCursor", CURSOR] },
  offset: { param: ["offsetParam", NUMBER] },
  page: { param: ["offsetParam", NUMBER] },
  link: { next: ["nextLink", ["string"]], mayLackNext: true },
};

/** The pages of an operation. */
export interface Pagination {
  /** How they follow each other, for the table of operations. */
  pages: {
    by: string;
    param?: string;
    from?: number;
    items: string[];
    next?: string[];
    more?: string[];
    credentials?: string[];
  };
  /** The indices that lead from the type of a page to its items. */
  indices: string[];
}

/**
 * The pages of an operation, if it declares any.
 *
 * @param answers the schemas of what the client reads as a page; none if it reads no JSON
 * @param schemes what the client authenticates with
 * @param warn called for each part of the declaration that does not fit the operation, which then has no pages
 */
export function paginationOf(
  document: OpenApiDocument,
  { path, keys, node, parameters }: NamedOperation,
  answers: readonly unknown[],
  schemes: readonly CredentialScheme[],
  warn: (pointer: string, message: string) => void,
): Pagination | undefined {
  const extension = EXTENSIONS.find((name) => node[name] !== undefined);
  if (!extension) return undefined;
  const declared = isRecord(node[extension]) ? node[extension] : {};
  let fits = true;
  const misfit = (field: string, reason: string): undefined => {
    const at = ["paths", path, ...keys, extension, ...(field in declared ? [field] : [])];
    warn(pointerOf(at), `The operation has no iterator over its items, because ${reason}.`);
    fits = false;
  };
  const [by, style] = Object.entries(STYLES).find(([name]) => name === declared["style"]) ?? [];
  if (!by || !style) return misfit("style", `"style" is none of ${textList(Object.keys(STYLES))}`);
  if (answers.length === 0) return misfit("", "its response is not JSON");

  const memberAt = ([field, types]: Field): Member | undefined => {
    const pointer = declared[field];
    if (typeof pointer !== "string" || !/^(\/|$)/.test(pointer)) {
      return misfit(field, `"${field}" is not a JSON pointer, such as "/data/items"`);
    }
    const members = answers.map((answer) => memberOf(document, answer, pointer));
    const isThere = members.every((one) => one && hasTypes(document, one.schema, [...types, "null"]));
    return isThere ? members[0] : misfit(field, `the response has no ${types[0]} at "${pointer}"`);
  };
  const parameterIn = ([field, types]: Field): Parameter | undefined => {
    const parameter = parameters.find((one) => one.in === "query" && one.name === declared[field]);
    if (parameter && hasTypes(document, parameter.schema, [...types, "null"])) return parameter;
    return misfit(field, `"${field}" names no parameter of the query of type ${types[0]}`);
  };
  const ifDeclared = (field: Field) => (field[0] in declared ? memberAt(field) : undefined);
  const items = memberAt(["items", ["array"]]);
  const next = style.next && (style.mayLackNext ? ifDeclared : memberAt)(style.next);
  const more = ifDeclared(["hasMore", ["boolean"]]);
  const parameter = style.param && parameterIn(style.param);
  if (!items || !fits) return undefined;
  const apiKeys = schemes.flatMap((scheme) =>
    scheme.kind === "key" && scheme.in === "query" ? [scheme.parameter] : [],
  );
  const credentials = apiKeys.filter((name) => !parameters.some((one) => one.in === "query" && one.name === name));
  return {
    pages: {
      by,
      ...(parameter && { param: parameter.name }),
      ...(parameter && by !== "cursor" && { from: firstOf(document, parameter, by === "page" ? 1 : 0) }),
      items: items.keys,
      ...(next && { next: next.keys }),
      ...(more && { more: more.keys }),
      ...(by === "link" && credentials.length > 0 && { credentials }),
    },
    indices: items.indices,
  };
}

/** What counts the pages or items, if the caller gives no number. */
function firstOf(document: OpenApiDocument, { schema }: Parameter, usual: number): number {
  const { default: first, minimum } = resolve(document, schema).schema;
  return [first, minimum].find((value) => typeof value === "number") ?? usual;
}

/** A member of a response. */
interface Member {
  keys: string[];
  /** The indices that lead to its type. */
  indices: string[];
  schema: Schema;
}

function memberOf(document: OpenApiDocument, page: unknown, pointer: string): Member | undefined {
  const keys = keysOf(pointer);
  const indices: string[] = [];
  let schema = resolve(document, page).schema;
  for (const key of keys) {
    const { properties = {}, items } = schema;
    const isItem = items !== undefined && /^\d+$/.test(key);
    if (!isItem && !Object.hasOwn(properties, key)) return undefined;
    indices.push(isItem ? "number" : JSON.stringify(key));
    schema = resolve(document, isItem ? items : properties[key]).schema;
  }
  return { keys, indices, schema };
}
