import { httpMethods, type OpenApiDocument, type Operation, type Parameter, type PathItem } from "./document.ts";
import { camelCase, pascalCase, uniqueNames } from "./names.ts";
import { follow } from "./resolve.ts";

/** An operation with its names in generated code and all its parameters. */
export interface NamedOperation {
  name: string;
  type: string;
  /** The key of the operation: `get`, or `COPY` in `additionalOperations`. It is sent as `verbOf` says. */
  method: string;
  path: string;
  /** The keys that lead to it in its path item. */
  keys: string[];
  node: Operation;
  parameters: Parameter[];
}

/** Names that the client uses itself, and names that have a meaning on any object (`then`). */
const TAKEN = [
  ..."request GET PUT POST DELETE OPTIONS HEAD PATCH TRACE QUERY use eject specVersion".split(" "),
  ..."then constructor prototype __proto__ toString toJSON valueOf hasOwnProperty".split(" "),
];

/** The operations of a description, with unique names. */
export function namedOperations(document: OpenApiDocument): NamedOperation[] {
  return operationsIn(document, document.paths);
}

/** The webhooks of a description. Before OpenAPI 3.1, many descriptions have them as `x-webhooks`. */
export function webhooksOf(document: OpenApiDocument): Record<string, PathItem> {
  return document.webhooks ?? document["x-webhooks"] ?? {};
}

/** The requests that the API sends to an app's own server, with unique names. Their path is the name of the webhook. */
export function namedWebhooks(document: OpenApiDocument): NamedOperation[] {
  return operationsIn(document, webhooksOf(document), (method, name) =>
    method === "post" ? name : `${method} ${name}`,
  );
}

/** The requests that the API sends because of one operation. Their path is a runtime expression. */
export function namedCallbacks(document: OpenApiDocument, { callbacks = {} }: Operation): NamedOperation[] {
  return Object.entries(callbacks).flatMap(([name, given]) =>
    operationsIn(document, follow<Record<string, PathItem>>(document, given), () => name),
  );
}

function operationsIn(
  document: OpenApiDocument,
  items: Record<string, PathItem> | undefined,
  nameless: (method: string, path: string) => string = (method, path) => `${method} ${path.replaceAll("{", " by ")}`,
): NamedOperation[] {
  const uniqueName = uniqueNames(TAKEN);
  const uniqueType = uniqueNames(["Operation", "Call"]);
  const paths = Object.entries(items ?? {}).filter(([path]) => !path.startsWith("x-"));
  return paths.flatMap(([path, given]) => {
    const item = follow<PathItem>(document, given);
    return operationsOf(item).map(({ method, keys, node }) => {
      const name = uniqueName(methodName(node.operationId, nameless(method, path)));
      const type = uniqueType(pascalCase(name));
      return { name, type, method, path, keys, node, parameters: parametersOf(document, item, node) };
    });
  });
}

/** The operations of a path item, each with the keys that lead to it. */
export function operationsOf(item: PathItem): Pick<NamedOperation, "method" | "keys" | "node">[] {
  const known = httpMethods.flatMap((method) => {
    const node = item[method];
    return node ? [{ method, keys: [method], node }] : [];
  });
  const others = Object.entries(item.additionalOperations ?? {}).map(([method, node]) => ({
    method,
    keys: ["additionalOperations", method],
    node,
  }));
  return [...known, ...others];
}

function methodName(operationId: string | undefined, words: string): string {
  if (!operationId) return camelCase(words);
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(operationId) ? operationId : camelCase(operationId);
}

/** Whether OpenAPI says to ignore a parameter: a header that it describes elsewhere. */
export function isIgnoredParameter(parameter: { in?: unknown; name?: unknown }): boolean {
  return parameter.in === "header" && /^(accept|content-type|authorization)$/i.test(`${parameter.name}`);
}

/** The operation's parameters and those of its path item that it does not replace. */
function parametersOf(document: OpenApiDocument, item: PathItem, node: Operation): Parameter[] {
  const byPlaceAndName = new Map<string, Parameter>();
  for (const given of [...(item.parameters ?? []), ...(node.parameters ?? [])]) {
    const parameter = follow<Parameter>(document, given);
    if (isIgnoredParameter(parameter)) continue;
    byPlaceAndName.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  return [...byPlaceAndName.values()];
}
