import { findErrors, MOST_PROBLEMS, type Schema, type Words } from "./check.ts";
import { findJsonProblems } from "./json-problems.ts";
import { keysOf, pointerTo, problemsOf, type ValueProblem, valueAt } from "./problems.ts";

const places = ["path", "query", "querystring", "header", "cookie", "body"] as const;

/** A part of a request. */
export type Part = (typeof places)[number];

/** One reason why a request is invalid. */
export interface Problem<Parts extends Part = Part> extends ValueProblem {
  /** The part of the request that contains the problem. */
  in: Parts;
}

/** A request as the method of the client takes it, but of any type. */
export interface RequestParts {
  path?: unknown;
  query?: unknown;
  /** The whole query, if one parameter describes it. */
  querystring?: unknown;
  /** By the names in the description, in any case. */
  header?: unknown;
  cookie?: unknown;
  body?: unknown;
  /** The media type of the body. Default: the usual one, which the client sends. */
  contentType?: unknown;
}

/** What is known beside a request. */
export interface RequestContext {
  /** The words whose limits hold (`x-differs-for`), whatever the request tells: `{ Medium: "paper" }`. */
  words?: Words | undefined;
  /** The words whose limits hold unless the request tells others. */
  defaultWords?: Words | undefined;
}

/** What the requests of an operation are checked against. */
export type RequestSchemas<Parts extends Part = Part> = {
  readonly [Place in Parts]: Place extends "body" | "querystring" ? ContentSchemas : Schema;
} & {
  /** The names of properties and parameters whose values no message shows. */
  readonly secrets?: readonly string[];
};

/** The schemas of a part that has media types: a body, or a whole query. */
export interface ContentSchemas {
  readonly required?: true;
  /** The schemas of the media types, the usual one first. */
  readonly content: Readonly<Record<string, Schema>>;
}

/** Finds further problems in a body that has few of them yet. */
type Rules = (body: unknown) => ValueProblem[];

/**
 * Checks a request. Never throws: if reading a part throws, that is a problem with the rule `unreadable`. At most 1,000
 * problems of one list are reported.
 *
 * @param findMore applies rules that no schema can express
 * @returns all problems, sorted by part and pointer; an empty array if there are none
 */
export function findRequestProblems<Parts extends Part>(
  schemas: RequestSchemas<Parts>,
  request: RequestParts,
  context?: RequestContext,
  findMore?: Rules,
): Problem<Parts>[] {
  const has = (place: Part): place is Parts => place in schemas;
  const find = (place: Part) => findProblems(schemas, place, request, context, findMore);
  return places.filter(has).flatMap((place) => problemsIn(place, () => find(place)));
}

function findProblems(
  { secrets, body, querystring, ...parameters }: Partial<RequestSchemas>,
  place: Part,
  request: RequestParts,
  context?: RequestContext,
  findMore?: Rules,
): ValueProblem[] {
  if (place === "body") return body ? findContentProblems(body, request ?? {}, secrets, context, findMore) : [];
  if (place === "querystring") {
    return querystring ? findContentProblems(querystring, { body: request?.querystring }, secrets, context) : [];
  }
  const schema = parameters[place] ?? true;
  const given = request?.[place] ?? {};
  const values = place === "header" ? withDocumentedNames(given, schema) : given;
  const problems = problemsOf(findErrors(schema, values, context), values, secrets);
  return place === "path" ? [...problems, ...findSegmentProblems(values, schema)] : problems;
}

/** Headers by the names that the schema has: their case does not matter. */
function withDocumentedNames(headers: unknown, schema: Schema): unknown {
  if (typeof headers !== "object" || headers === null || typeof schema === "boolean") return headers;
  const names = new Map(Object.keys(schema.properties ?? {}).map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [names.get(name.toLowerCase()) ?? name, value]),
  );
}

/** Empty, a dot segment, or with half a surrogate pair: even percent-encoded, these cannot be a path segment. */
const NO_SEGMENT = /^\.{0,2}$|\p{Surrogate}/u;

function findSegmentProblems(path: unknown, schema: Schema): ValueProblem[] {
  const names = typeof schema === "boolean" ? [] : Object.keys(schema.properties ?? {});
  const message = 'must not be empty, "." or "..", and must be well-formed Unicode';
  return names
    .map((name) => pointerTo("", name))
    .filter((pointer) => {
      const value = valueAt(path, pointer);
      return typeof value === "string" && NO_SEGMENT.test(value);
    })
    .map((pointer) => ({ pointer, rule: "path-segment", message }));
}

function findContentProblems(
  { required, content }: ContentSchemas,
  { body, contentType }: { body?: unknown; contentType?: unknown },
  secrets: readonly string[] | undefined,
  context?: RequestContext,
  findMore?: Rules,
): ValueProblem[] {
  if (body === undefined) return required ? [{ pointer: "", rule: "required", message: "is required" }] : [];
  const [usual = ""] = Object.keys(content);
  const mediaType = typeof contentType === "string" && Object.hasOwn(content, contentType) ? contentType : usual;
  const isJson = /[/+]json *(;|$)/i.test(mediaType);
  if (!isJson && isSentAsItIs(mediaType, body)) return [];
  const problems = problemsOf(
    findErrors(content[mediaType] ?? true, body, context, /^multipart/i.test(mediaType)),
    body,
    secrets,
  );
  // The rules skip invalid values, but a list of billions would take too long.
  if (!isJson || problems.length >= MOST_PROBLEMS) return problems;
  const known = new Set(problems.map(({ pointer }) => pointer));
  return [...problems, ...findJsonProblems(body, known, MOST_PROBLEMS), ...(findMore?.(body) ?? [])];
}

/** Whether a body that is not JSON is what the client sends, rather than what it makes that of: bytes, or a form. */
function isSentAsItIs(mediaType: string, body: unknown): boolean {
  if (!/^multipart|urlencoded/i.test(mediaType)) return typeof body !== "string" && !Array.isArray(body);
  return /^\[object (FormData|URLSearchParams)\]$/.test(Object.prototype.toString.call(body));
}

/** Returns the problems of one part of a request, sorted by pointer. If the part cannot be read, that is the problem. */
function problemsIn<Place extends Part>(place: Place, find: () => ValueProblem[]): Problem<Place>[] {
  try {
    const problems = find().map((problem) => ({ sortable: sortable(problem.pointer), in: place, ...problem }));
    problems.sort((a, b) => (a.sortable < b.sortable ? -1 : a.sortable > b.sortable ? 1 : 0));
    return problems.map(({ sortable: _, ...problem }) => problem);
  } catch {
    // The error is not looked at: its message could throw again, or contain a secret.
    return [{ in: place, pointer: "", rule: "unreadable", message: "throws when it is read" }];
  }
}

/** Pads the numbers in a pointer, so that 10 comes after 9. */
function sortable(pointer: string): string {
  return pointer.replace(/\d+/g, (index) => index.padStart(10, "0"));
}

/** Checks the requests of one operation, as {@link findRequestProblems} does. */
export interface RequestValidator<Parts extends Part = Part> {
  (request: RequestParts, context?: RequestContext): Problem<Parts>[];
  readonly schemas: RequestSchemas<Parts>;
}

/** Makes the validator of an operation. Generated modules call it. */
export function requestValidator<Parts extends Part>(schemas: RequestSchemas<Parts>): RequestValidator<Parts> {
  const validate = (request: RequestParts, context?: RequestContext) => findRequestProblems(schemas, request, context);
  return Object.assign(validate, { schemas });
}

/**
 * A schema that form and RPC libraries accept: the part of Standard Schema, version 1 (https://standardschema.dev),
 * that a schema without asynchronous checks needs.
 */
export interface StandardSchema<Input, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    /** Checks a value synchronously. Never throws. */
    readonly validate: (value: unknown) => StandardResult<Output>;
    /** Only for the compiler. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/** The result of a check: the value if it is valid, else the issues. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** One reason why a value is invalid. */
export interface StandardIssue {
  readonly message: string;
  /** The keys that lead to the invalid part. Indexes of lists are numbers. */
  readonly path: readonly (string | number)[];
}

/**
 * Makes a Standard Schema of the usual body of an operation. A valid value is returned unchanged, including undocumented
 * properties. Generated modules call it.
 *
 * @param findMore applies rules that no schema can express
 */
export function bodySchema<Body>(
  { body, secrets }: Pick<RequestSchemas<"body">, "body" | "secrets">,
  findMore?: Rules,
): StandardSchema<Body> {
  const validate = (value: unknown): StandardResult<Body> => {
    const problems = problemsIn("body", () => findContentProblems(body, { body: value }, secrets, undefined, findMore));
    if (problems.length === 0) return { value: value as Body };
    return { issues: problems.map(({ pointer, message }) => ({ message, path: pathIn(value, pointer) })) };
  };
  return { "~standard": { version: 1, vendor: "openapi-client", validate } };
}

function pathIn(value: unknown, pointer: string): (string | number)[] {
  let at = value;
  return keysOf(pointer).map((key) => {
    const isIndex = Array.isArray(at);
    at = valueAt(at, pointerTo("", key));
    return isIndex ? Number(key) : key;
  });
}
