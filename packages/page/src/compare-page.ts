import { isRecord, namedOperations, type OpenApiDocument, pointerOf, valueAt } from "@repo/openapi";
import { compareFields } from "./compare-fields.ts";
import { compareSample } from "./compare-sample.ts";
import type { Difference } from "./difference.ts";
import type { OperationFacts, PageFacts } from "./facts.ts";
import { bodyOf, operationName, pointerTo, type SpecOperation } from "./spec-operation.ts";

/** Tells how a page and a description differ, in the order of the page. It need not have every operation. */
export function comparePage(document: OpenApiDocument, { operations }: PageFacts): Difference[] {
  const all = namedOperations(document).map(({ method, path }): SpecOperation => {
    return { method, path, pointer: pointerTo(document, pointerOf(["paths", path])) + pointerOf([method]) };
  });
  const isSame = (one: SpecOperation, other: OperationFacts) => one.method === other.method && one.path === other.path;
  const free = all.filter((operation) => !operations.some((facts) => isSame(operation, facts)));
  return operations.flatMap((facts) => {
    const operation = all.find((operation) => isSame(operation, facts)) ?? closest(free, facts);
    if (operation) return compareOperation(document, facts, operation);
    return [{ subject: operationName(facts), about: "operation", onPage: facts.path, pointer: "/paths" }];
  });
}

/** The operation that was meant by a method or a path that is not in the description. */
function closest(operations: readonly SpecOperation[], { method, path }: OperationFacts): SpecOperation | undefined {
  const differing = (other: string) => {
    const [one, two] = [path.split("/"), other.split("/")];
    return one.length === two.length
      ? one.filter((segment, index) => segment !== two[index]).length
      : Number.POSITIVE_INFINITY;
  };
  return (
    operations.find((operation) => operation.path === path) ??
    operations.find((operation) => operation.method === method && differing(operation.path) === 1)
  );
}

function compareOperation(document: OpenApiDocument, facts: OperationFacts, operation: SpecOperation): Difference[] {
  const { method, path } = facts;
  const subject = operationName(operation);
  const head: Difference[] = [];
  if (method !== operation.method) {
    const [onPage, inDescription] = [method.toUpperCase(), operation.method.toUpperCase()];
    head.push({ subject, about: "method", onPage, inDescription, pointer: operation.pointer });
  }
  if (path !== operation.path) {
    const pointer = pointerOf(["paths", operation.path]);
    head.push({ subject, about: "path", onPage: path, inDescription: operation.path, pointer });
  }
  return [
    ...head,
    ...compareSample(document, operation, facts.sample),
    ...compareFields(document, operation, facts.fields),
    ...compareResponse(document, operation, facts),
  ];
}

/** Compares the response of the page with the example of the description that is closest to it. */
function compareResponse(
  document: OpenApiDocument,
  operation: SpecOperation,
  { response }: OperationFacts,
): Difference[] {
  const body = bodyOf(document, operation, "response");
  if (response === undefined || body === undefined) return [];
  const media = valueAt(document, body.pointer);
  const examples = isRecord(media) && isRecord(media["examples"]) ? Object.keys(media["examples"]) : [];
  const pointers = [
    ...examples.map((name) => `${pointerTo(document, body.pointer + pointerOf(["examples", name]))}/value`),
    ...(isRecord(media) && "example" in media ? [`${body.pointer}/example`] : []),
  ];
  const [found] = pointers
    .map((pointer) => differencesIn(response, valueAt(document, pointer), pointer))
    .sort((one, other) => one.length - other.length);
  if (found === undefined) {
    return [{ subject: "response example", about: "example", onPage: "one", pointer: body.pointer }];
  }
  return found;
}

/** Where two values of an example differ. */
function differencesIn(onPage: unknown, own: unknown, pointer: string, path = ""): Difference[] {
  if (JSON.stringify(onPage) === JSON.stringify(own)) return [];
  const isList = Array.isArray(onPage) && Array.isArray(own);
  if (!isList && !(isRecord(onPage) && isRecord(own))) {
    const text = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value));
    const subject = `response example ${path}`.trim();
    return [{ subject, about: "value", onPage: text(onPage), inDescription: text(own), pointer }];
  }
  const keys = [...new Set([...Object.keys(onPage), ...Object.keys(own)])];
  return keys.flatMap((key) => {
    const [left, right]: unknown[] = [Reflect.get(onPage, key), Reflect.get(own, key)];
    const at = isList ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
    return differencesIn(left, right, right === undefined ? pointer : pointer + pointerOf([key]), at);
  });
}
