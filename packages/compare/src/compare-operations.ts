import {
  follow,
  type Header,
  type MediaType,
  type NamedOperation,
  type Parameter,
  type RequestBody,
  type Response,
  type Schema,
} from "@scenario-openapi/openapi";
import { type At, change, type Found, looser, type Pair, type Side, tighter } from "./change.ts";
import { compareNode } from "./compare-annotations.ts";
import { compareRequired, compareSchemas, need } from "./compare-schemas.ts";
import { describeParts } from "./effective-schema.ts";
import { canonical } from "./sameness.ts";

/** The sides of an operation. For a webhook they are swapped: the API sends the request, and its users respond. */
export interface Sides {
  sent: Side;
  received: Side;
}

export const ordinary: Sides = { sent: "request", received: "response" };
export const swapped: Sides = { sent: "response", received: "request" };

/** The differences of one operation before and after, apart from its security and servers. */
export function compareOperations(pair: Pair, old: NamedOperation, now: NamedOperation, sides: Sides): Found[] {
  const at = placeAt("operation", "operation", sides.sent);
  const reason = "Callbacks are not compared in detail, so the worst is assumed.";
  return [
    ...compareAddress(old, now),
    ...compareNode(old.node, now.node, { ...at, label: now.name }),
    ...(canonical(old.node.callbacks) === canonical(now.node.callbacks)
      ? []
      : [change(at, "keyword", "~ callbacks", "breaking", reason)]),
    ...compareParameters(pair, old, now, sides),
    ...compareBodies(pair, old, now, sides),
    ...compareResponses(pair, old, now, sides),
  ];
}

function placeAt(field: string, label: string, side: Side, mayBeLeftOut = false): At {
  return { side, field, label, mayBeLeftOut };
}

function compareAddress(old: NamedOperation, now: NamedOperation): Found[] {
  const found: Found[] = [];
  if (old.name !== now.name) {
    const words = `~ operation ${old.name} → ${now.name}`;
    const reason = "Requests stay the same, but the client's method has another name.";
    found.push({ field: "operation", kind: "operation", words, wire: "none", reason });
  }
  if (old.method !== now.method || template(old.path) !== template(now.path)) {
    const words = `~ ${now.name}: ${old.method.toUpperCase()} ${old.path} → ${now.method.toUpperCase()} ${now.path}`;
    const reason = "Old code calls another address.";
    found.push({ field: "operation", kind: "operation", words, wire: "breaking", reason });
  }
  return found;
}

/** A path without the names of its parameters, which are not sent. */
export function template(path: string): string {
  return path.replace(/\{[^}]*\}/g, "{}");
}

function namesIn(path: string): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name);
}

function compareParameters(pair: Pair, old: NamedOperation, now: NamedOperation, { sent }: Sides): Found[] {
  const newNames = template(old.path) === template(now.path) ? namesIn(now.path) : [];
  const renamed = new Map(namesIn(old.path).map((name, index) => [name, newNames[index] ?? name]));
  const keyOf = ({ in: place, name }: Parameter) => `${place}.${place === "header" ? name.toLowerCase() : name}`;
  const before = new Map(
    old.parameters.map((parameter) => {
      const name = parameter.in === "path" ? (renamed.get(parameter.name) ?? parameter.name) : parameter.name;
      return [keyOf({ ...parameter, name }), parameter];
    }),
  );
  const after = new Map(now.parameters.map((parameter) => [keyOf(parameter), parameter]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const was = before.get(key);
    const is = after.get(key);
    const { in: place, name } = is ?? was ?? { in: "query", name: key };
    const at = placeAt(`${place}.${name}`, `${place}.${name}`, sent, is?.required !== true);
    if (was && is) return compareParameter(pair, was, is, at);
    const describe = (document: Pair["before"], { required, schema = {} }: Parameter) =>
      `${at.label}: ${need(required === true)} ${describeParts(document, [schema])}`;
    if (was) return [removedInput("parameter", `− ${describe(pair.before, was)}`, at)];
    return is ? [addedInput("parameter", `+ ${describe(pair.after, is)}`, is.required, at)] : [];
  });
}

function removedInput(kind: "parameter" | "body", words: string, at: At): Found {
  return change(at, kind, words, "breaking", "Old code sends it, but it is no longer read.");
}

function addedInput(kind: "parameter" | "body", words: string, isRequired: boolean | undefined, at: At): Found {
  return isRequired
    ? change(at, kind, words, "breaking", "Old requests do not have it and are refused.")
    : change(at, kind, words, "compatible", "Old requests do not need it.");
}

function compareParameter(pair: Pair, old: Parameter, now: Parameter, at: At): Found[] {
  const found: Found[] = [];
  if (old.name !== now.name && old.in === "path") {
    const words = `~ path.${old.name} → path.${now.name}`;
    const reason = "Only the value of the parameter is sent, not its name.";
    found.push({ ...change(at, "parameter", words, "none", reason), also: [`path.${old.name}`] });
  }
  found.push(...compareRequired(old.required === true, now.required === true, at));
  if (writtenAs(old) !== writtenAs(now)) {
    const words = `~ ${at.label}: ${writtenAs(old)} → ${writtenAs(now)}`;
    found.push(change(at, "serialization", words, "breaking", REWRITTEN));
  }
  return [...found, ...compareNode(old, now, at), ...compareSchemas(pair, [schemaOf(old)], [schemaOf(now)], at)];
}

const REWRITTEN = "The same value is written differently.";

function schemaOf({ schema, content }: Header): Schema {
  return schema ?? Object.values(content ?? {})[0]?.schema ?? {};
}

/** How the value of a parameter is written, with OpenAPI's defaults. */
function writtenAs(parameter: Parameter): string {
  const [mediaType] = Object.keys(parameter.content ?? {});
  if (mediaType !== undefined) return mediaType;
  const style = parameter.style ?? (parameter.in === "query" || parameter.in === "cookie" ? "form" : "simple");
  const explode = parameter.explode ?? style === "form";
  return [
    `style ${style}`,
    explode ? "exploded" : "not exploded",
    ...(parameter.allowReserved ? ["reserved characters as they are"] : []),
  ].join(", ");
}

function compareBodies(pair: Pair, old: NamedOperation, now: NamedOperation, { sent }: Sides): Found[] {
  const was = old.node.requestBody && follow<RequestBody>(pair.before, old.node.requestBody);
  const is = now.node.requestBody && follow<RequestBody>(pair.after, now.node.requestBody);
  const at = placeAt("body", "body", sent, is?.required !== true);
  if (was && is) {
    return [
      ...compareRequired(was.required === true, is.required === true, at, "body"),
      ...compareNode(was, is, at),
      ...compareContents(pair, was.content, is.content, at),
    ];
  }
  if (was) return [removedInput("body", "− body", at)];
  return is ? [addedInput("body", `+ body: ${need(is.required === true)}`, is.required, at)] : [];
}

function compareResponses(pair: Pair, old: NamedOperation, now: NamedOperation, { received }: Sides): Found[] {
  const before = old.node.responses ?? {};
  const after = now.node.responses ?? {};
  const statuses = new Set([...Object.keys(before), ...Object.keys(after)].filter((key) => !key.startsWith("x-")));
  return [...statuses].flatMap((status) => {
    const at = placeAt(`response.${status}`, `response ${status}`, received);
    const was = before[status] && follow<Response>(pair.before, before[status]);
    const is = after[status] && follow<Response>(pair.after, after[status]);
    if (!was || !is) return [is ? addedStatus(status, Object.keys(before), at) : removedStatus(status, at)];
    return [
      ...compareNode(was, is, at),
      ...compareHeaders(pair, was, is, at),
      ...compareContents(pair, was.content ?? {}, is.content ?? {}, at),
    ];
  });
}

function addedStatus(status: string, before: readonly string[], at: At): Found {
  const words = `+ response ${status}`;
  const range = before.find((known) => known === "default" || known.toUpperCase() === `${status.charAt(0)}XX`);
  if (range !== undefined) {
    return change(at, "status", words, "compatible", `Old code expects it, because it was part of "${range}".`);
  }
  const reason = "Old code was told of every status, and this was not one of them.";
  return looser(at, "status", words, { request: reason, response: reason });
}

function removedStatus(status: string, at: At): Found {
  const words = `− response ${status}`;
  if (/^2/.test(status))
    return change(at, "status", words, "breaking", "Old code expects it on success, and it no longer comes.");
  const reason = "A response that old code expects no longer comes.";
  return tighter(at, "status", words, { request: reason, response: reason });
}

function compareHeaders(pair: Pair, old: Response, now: Response, at: At): Found[] {
  const headersOf = ({ headers = {} }: Response, document: Pair["before"]) =>
    new Map(
      Object.entries(headers).map(([name, header]) => [
        name.toLowerCase(),
        { name, ...follow<Header>(document, header) },
      ]),
    );
  const before = headersOf(old, pair.before);
  const after = headersOf(now, pair.after);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const was = before.get(key);
    const is = after.get(key);
    const name = (is ?? was)?.name ?? key;
    const place = { ...at, field: `${at.field}.headers.${name}`, label: `${at.label} header ${name}` };
    if (was && is) {
      return [
        ...compareRequired(was.required === true, is.required === true, place),
        ...compareNode(was, is, place),
        ...compareSchemas(pair, [schemaOf(was)], [schemaOf(is)], place),
      ];
    }
    const words = `${is ? "+" : "−"} ${place.label}`;
    if (is) return [change(place, "response-header", words, "compatible", "Old code ignores it.")];
    return was?.required
      ? [change(place, "response-header", words, "breaking", "Old code relies on its presence.")]
      : [change(place, "response-header", words, "compatible", "Old code does not rely on its presence.")];
  });
}

type Content = Record<string, MediaType>;

function compareContents(pair: Pair, before: Content, after: Content, at: At): Found[] {
  const isResponse = at.field !== "body";
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((mediaType) => {
    const was = before[mediaType];
    const is = after[mediaType];
    const place = { ...at, field: fieldOfContent(at.field, mediaType), isWhole: true, schema: undefined };
    if (was && is) {
      return [
        ...compareMediaType(was, is, place),
        ...compareSchemas(pair, [was.schema ?? {}], [is.schema ?? {}], place),
      ];
    }
    if (was) {
      const reason = isResponse
        ? "Old code reads this media type, which no longer comes."
        : "Old code sends this media type, and it is refused.";
      return [change(place, "media-type", `− ${at.label}: ${mediaType}`, "breaking", reason)];
    }
    const reason =
      Object.keys(before).length === 0
        ? "No media type was documented before."
        : isResponse
          ? "Old code asks for the media types that it knows."
          : "Old code sends a media type that is still accepted.";
    return [change(place, "media-type", `+ ${at.label}: ${mediaType}`, "compatible", reason)];
  });
}

/** The place of a body: `response.200` for JSON, which is the usual one, and `response.200(text/csv)` for the rest. */
export function fieldOfContent(field: string, mediaType: string): string {
  return /^application\/json\b/i.test(mediaType) ? field : `${field}(${mediaType})`;
}

function compareMediaType(old: MediaType, now: MediaType, at: At): Found[] {
  const place = { ...at, label: at.field };
  const found = compareNode(old, now, place);
  if (canonical(old.encoding) === canonical(now.encoding)) return found;
  return [...found, change(place, "serialization", `~ ${at.field}: encoding`, "breaking", REWRITTEN)];
}
