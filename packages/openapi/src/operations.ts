import {
  type HttpMethod,
  httpMethods,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type PathItem,
} from "./document.ts";
import { camelCase, pascalCase, uniqueNames } from "./names.ts";
import { follow } from "./resolve.ts";

/** An operation with its names in generated code and all its parameters. */
export interface NamedOperation {
  name: string;
  type: string;
  method: HttpMethod;
  path: string;
  node: Operation;
  parameters: Parameter[];
}

/** Names that the client uses itself, and names that have a meaning on any object (`then`). */
const TAKEN = [
  ..."request GET PUT POST DELETE OPTIONS HEAD PATCH TRACE use eject specVersion".split(" "),
  ..."then constructor prototype __proto__ toString toJSON valueOf hasOwnProperty".split(" "),
];

/** The operations of a description, with unique names. */
export function namedOperations(document: OpenApiDocument): NamedOperation[] {
  const uniqueName = uniqueNames(TAKEN);
  const uniqueType = uniqueNames(["Operation", "Call"]);
  const paths = Object.entries(document.paths ?? {}).filter(([path]) => !path.startsWith("x-"));
  return paths.flatMap(([path, given]) => {
    const item = follow<PathItem>(document, given);
    return httpMethods.flatMap((method) => {
      const node = item[method];
      if (!node) return [];
      const name = uniqueName(methodName(node.operationId, method, path));
      const type = uniqueType(pascalCase(name));
      return [{ name, type, method, path, node, parameters: parametersOf(document, item, node) }];
    });
  });
}

function methodName(operationId: string | undefined, method: string, path: string): string {
  if (!operationId) return camelCase(`${method} ${path.replaceAll("{", " by ")}`);
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
