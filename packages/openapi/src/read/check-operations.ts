import { type OpenApiDocument, type Operation, type Parameter, type PathItem, verbOf } from "../document.ts";
import { namedOperations, operationsOf } from "../operations.ts";
import { pointerOf } from "../pointer.ts";
import { follow } from "../resolve.ts";
import type { Warning } from "../warning.ts";

/**
 * Checks what only shows when an operation is seen together with its path and the other operations, and corrects it: a
 * parameter that its path does not have is left out, and one that only its path has is added.
 *
 * @param document a bundled description; it is changed
 */
export function checkOperations(document: OpenApiDocument): Warning[] {
  return [...checkNames(document), ...checkPaths(document), ...checkParameters(document)];
}

function checkNames(document: OpenApiDocument): Warning[] {
  const firsts = new Map<string, string>();
  return namedOperations(document).flatMap(({ name, method, path, keys, node }) => {
    const { operationId } = node;
    if (operationId === undefined) return [];
    const operation = `${verbOf(method)} ${path}`;
    const first = firsts.get(operationId);
    firsts.set(first === undefined ? operationId : name, operation);
    if (first === undefined) return [];
    node.operationId = name;
    const message = `The operationId "${operationId}" belongs to ${first}: this method is called "${name}".`;
    const pointer = pointerOf(["paths", path, ...keys, "operationId"]);
    return [{ rule: "operation-id-twice", pointer, message: `${message} Give it an operationId of its own.` }];
  });
}

function checkPaths(document: OpenApiDocument): Warning[] {
  const firsts = new Map<string, string>();
  return Object.keys(document.paths ?? {}).flatMap((path) => {
    const key = path.replace(/\{[^{}]*\}/g, "{}");
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, path);
      return [];
    }
    const message = `"${path}" is the path "${first}" with other names of parameters: both are read.`;
    const remedy = "Move its operations there, unless the service tells them apart.";
    return [{ rule: "same-path", pointer: pointerOf(["paths", path]), message: `${message} ${remedy}` }];
  });
}

function checkParameters(document: OpenApiDocument): Warning[] {
  const warnings: Warning[] = [];
  for (const [path, given] of Object.entries(document.paths ?? {})) {
    if (path.startsWith("x-")) continue;
    const item = follow<PathItem>(document, given);
    const inPath = new Set([...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name));
    const shared = checkList(document, item, ["paths", path], inPath, warnings);
    for (const { node: operation, keys } of operationsOf(item)) {
      const pointer = ["paths", path, ...keys];
      const own = checkList(document, operation, pointer, inPath, warnings);
      for (const name of inPath) {
        if (shared.has(`path ${name}`) || own.has(`path ${name}`)) continue;
        operation.parameters = [
          ...(operation.parameters ?? []),
          { name, in: "path", required: true, schema: { type: "string" } },
        ];
        const message = `The path has {${name}}, but the operation has no such parameter: it is read as a text.`;
        warnings.push({ rule: "path-parameter", pointer: pointerOf(pointer), message: `${message} Describe it.` });
      }
      checkQuery(document, item, ["paths", path], operation, pointer, warnings);
    }
  }
  return warnings;
}

/** Leaves out parameters in `querystring` where another parameter writes the query as well. */
function checkQuery(
  document: OpenApiDocument,
  item: PathItem,
  itemKeys: string[],
  operation: Operation,
  operationKeys: string[],
  warnings: Warning[],
): void {
  const owners = [
    { owner: item, keys: itemKeys },
    { owner: operation, keys: operationKeys },
  ];
  const placed = owners.flatMap(({ owner, keys }) =>
    (owner.parameters ?? []).map((node, index) => ({ node, owner, keys, index, ...follow<Parameter>(document, node) })),
  );
  const whole = placed.filter((parameter) => parameter.in === "querystring");
  const [first] = placed.some((parameter) => parameter.in === "query") ? [] : whole;
  for (const { node, owner, keys, index, name } of whole) {
    // The operation's own may take the place of the path's.
    if (first && name === first.name) continue;
    owner.parameters = owner.parameters?.filter((other) => other !== node) ?? [];
    const message = `The parameter "${name}" is the whole query, but another parameter is in the query: it is left out.`;
    const pointer = pointerOf([...keys, "parameters", index]);
    warnings.push({ rule: "querystring", pointer, message: `${message} Remove one of the two.` });
  }
}

/** Returns the places and names of the parameters that are left. */
function checkList(
  document: OpenApiDocument,
  owner: PathItem | Operation,
  keys: string[],
  inPath: ReadonlySet<string>,
  warnings: Warning[],
): Set<string> {
  const found = new Set<string>();
  const leftOut = new Set<number>();
  for (const [index, given] of (owner.parameters ?? []).entries()) {
    const parameter = follow<Parameter>(document, given);
    const id = `${parameter.in} ${parameter.name}`;
    const pointer = pointerOf([...keys, "parameters", index]);
    const warn = (message: string) => warnings.push({ rule: "path-parameter", pointer, message });
    if (found.has(id)) {
      leftOut.add(index);
      const message = `The ${parameter.in} parameter "${parameter.name}" is here twice: the second is left out.`;
      warnings.push({ rule: "parameter-twice", pointer, message: `${message} Remove one.` });
    } else if (parameter.in === "path" && !inPath.has(parameter.name)) {
      leftOut.add(index);
      const message = `The path has no {${parameter.name}} for this parameter: it is left out.`;
      warn(`${message} Correct the name, or remove the parameter.`);
      continue;
    } else if (parameter.in === "path" && parameter.required !== true) {
      parameter.required = true;
      warn(`The path parameter "${parameter.name}" is required, like all of them. Add required: true.`);
    }
    found.add(id);
  }
  if (leftOut.size > 0) owner.parameters = owner.parameters?.filter((_, index) => !leftOut.has(index)) ?? [];
  return found;
}
