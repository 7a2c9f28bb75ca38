import { follow } from "../generate/follow.ts";
import type { NamedOperation } from "../generate/operations.ts";
import type { Header, MediaType, Parameter, RequestBody, Response, Schema } from "../spec/openapi-document.ts";
import { type At, change, loosened, type Pair, tightened } from "./at.ts";
import { canonical } from "./canonical.ts";
import type { Found, Side } from "./change.ts";
import { compareNode } from "./compare-annotations.ts";
import { compareSchemas } from "./compare-schemas.ts";
import { describeParts } from "./describe-schema.ts";

/** The sides of an operation. A webhook's are the other way round: there the API sends, and its users answer. */
export interface Sides {
  sent: Side;
  answered: Side;
}

export const ordinary: Sides = { sent: "request", answered: "response" };
export const reversed: Sides = { sent: "response", answered: "request" };

/** The differences of one operation, as the description gives it before and after. */
export function compareOperations(pair: Pair, old: NamedOperation, now: NamedOperation, sides: Sides): Found[] {
  const at = placeAt("operation", "operation", sides.sent);
  const callbacks = canonical(old.node.callbacks) === canonical(now.node.callbacks);
  return [
    ...compareAddress(old, now, at),
    ...compareNode(old.node, now.node, { ...at, label: now.name }),
    ...(callbacks
      ? []
      : [
          change(
            at,
            "keyword",
            "~ callbacks",
            "breaking",
            "Callbacks are not compared further, so the worst is assumed.",
          ),
        ]),
    ...compareParameters(pair, old, now, sides),
    ...compareBodies(pair, old, now, sides),
    ...compareAnswers(pair, old, now, sides),
  ];
}

function placeAt(field: string, label: string, side: Side, mayBeLeftOut = false): At {
  return { side, field, label, mayBeLeftOut };
}

function compareAddress(old: NamedOperation, now: NamedOperation, at: At): Found[] {
  const { side: _, ...both } = change(at, "operation", "", "none", "");
  const found: Found[] = [];
  if (old.name !== now.name) {
    const reason = "The request is the same on the wire; the client's method has another name.";
    found.push({ ...both, words: `~ operation ${old.name} → ${now.name}`, reason });
  }
  if (old.method !== now.method || template(old.path) !== template(now.path)) {
    const words = `~ ${now.name}: ${old.method.toUpperCase()} ${old.path} → ${now.method.toUpperCase()} ${now.path}`;
    found.push({ ...both, words, wire: "breaking", reason: "Old code calls another address." });
  }
  return found;
}

/** A path in which the names of parameters, which are not on the wire, do not matter. */
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
    if (was) {
      const words = `− ${at.label}: ${need(was)} ${describeParts(pair.before, [was.schema ?? {}])}`;
      return [change(at, "parameter", words, "breaking", "What old code sends in it is no longer read.")];
    }
    if (!is) return [];
    const words = `+ ${at.label}: ${need(is)} ${describeParts(pair.after, [is.schema ?? {}])}`;
    return is.required
      ? [change(at, "parameter", words, "breaking", "Old requests do not have it, and are refused.")]
      : [change(at, "parameter", words, "compatible", "Old requests, which do not have it, are accepted.")];
  });
}

function need({ required }: { required?: boolean }): string {
  return required ? "required" : "optional";
}

function compareParameter(pair: Pair, old: Parameter, now: Parameter, at: At): Found[] {
  const found: Found[] = [];
  if (old.name !== now.name && old.in === "path") {
    const reason = "The name is not on the wire, where only the value stands in the path.";
    const words = `~ path.${old.name} → path.${now.name}`;
    found.push({ ...change(at, "parameter", words, "none", reason), also: [`path.${old.name}`] });
  }
  if (need(old) !== need(now)) {
    const reason = now.required
      ? "Old requests may leave it out, and are refused then."
      : "Old requests, which have it, are accepted.";
    const verdict = now.required ? tightened[at.side] : loosened[at.side];
    found.push(change(at, "required", `~ ${at.label}: ${need(old)} → ${need(now)}`, verdict, reason));
  }
  if (writtenAs(old) !== writtenAs(now)) {
    const words = `~ ${at.label}: ${writtenAs(old)} → ${writtenAs(now)}`;
    found.push(change(at, "serialization", words, "breaking", "The same value is written in another way."));
  }
  return [...found, ...compareNode(old, now, at), ...compareSchemas(pair, [schemaOf(old)], [schemaOf(now)], at)];
}

function schemaOf({ schema, content }: Header): Schema {
  return schema ?? Object.values(content ?? {})[0]?.schema ?? {};
}

/** How a value of a parameter becomes text, with what OpenAPI assumes where nothing is said. */
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
  if (!was && !is) return [];
  if (!is) return [change(at, "body", "− body", "breaking", "What old code sends in it is no longer read.")];
  if (!was) {
    return is.required
      ? [change(at, "body", "+ body: required", "breaking", "Old requests do not have one, and are refused.")]
      : [change(at, "body", "+ body: optional", "compatible", "Old requests, which do not have one, are accepted.")];
  }
  const found: Found[] = [];
  if (need(was) !== need(is)) {
    const reason = is.required
      ? "Old requests may leave it out, and are refused then."
      : "Old requests, which have it, are accepted.";
    const verdict = is.required ? tightened[sent] : loosened[sent];
    found.push(change(at, "body", `~ body: ${need(was)} → ${need(is)}`, verdict, reason));
  }
  return [...found, ...compareNode(was, is, at), ...compareContents(pair, was.content, is.content, at)];
}

function compareAnswers(pair: Pair, old: NamedOperation, now: NamedOperation, { answered }: Sides): Found[] {
  const before = old.node.responses ?? {};
  const after = now.node.responses ?? {};
  const statuses = new Set(
    [...Object.keys(before), ...Object.keys(after)].filter((status) => !status.startsWith("x-")),
  );
  return [...statuses].flatMap((status) => {
    const at = placeAt(`response.${status}`, `response ${status}`, answered);
    const was = before[status] && follow<Response>(pair.before, before[status]);
    const is = after[status] && follow<Response>(pair.after, after[status]);
    if (was && is) return compareAnswer(pair, was, is, at);
    return is ? [addedStatus(status, Object.keys(before), at)] : [removedStatus(status, at)];
  });
}

function addedStatus(status: string, before: readonly string[], at: At): Found {
  const words = `+ response ${status}`;
  const range = before.find((known) => known === "default" || known.toUpperCase() === `${status.charAt(0)}XX`);
  return range === undefined
    ? change(at, "status", words, loosened[at.side], "Old code was told of every status, and this is none of them.")
    : change(at, "status", words, "compatible", `Old code had to expect it: it was part of "${range}".`);
}

function removedStatus(status: string, at: At): Found {
  return /^2/.test(status)
    ? change(at, "status", `− response ${status}`, "breaking", "Old code takes it for success, and it no longer comes.")
    : change(
        at,
        "status",
        `− response ${status}`,
        tightened[at.side],
        "An answer that old code expects no longer comes.",
      );
}

function compareAnswer(pair: Pair, old: Response, now: Response, at: At): Found[] {
  return [
    ...compareNode(old, now, at),
    ...compareHeaders(pair, old, now, at),
    ...compareContents(pair, old.content ?? {}, now.content ?? {}, at),
  ];
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
      const found: Found[] = [];
      if (need(was) !== need(is)) {
        const verdict = is.required ? tightened[at.side] : loosened[at.side];
        const reason = is.required ? "It is always there now." : "Old code was promised that it is always there.";
        found.push(change(place, "required", `~ ${place.label}: ${need(was)} → ${need(is)}`, verdict, reason));
      }
      return [
        ...found,
        ...compareNode(was, is, place),
        ...compareSchemas(pair, [schemaOf(was)], [schemaOf(is)], place),
      ];
    }
    if (is)
      return [change(place, "response-header", `+ ${place.label}`, "compatible", "Old code does not look at it.")];
    return was?.required
      ? [
          change(
            place,
            "response-header",
            `− ${place.label}`,
            "breaking",
            "Old code was promised that it is always there.",
          ),
        ]
      : [
          change(
            place,
            "response-header",
            `− ${place.label}`,
            "compatible",
            "Old code had to expect answers without it.",
          ),
        ];
  });
}

type Content = Record<string, MediaType>;

function compareContents(pair: Pair, before: Content, after: Content, at: At): Found[] {
  const mediaTypes = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...mediaTypes].flatMap((mediaType) => {
    const was = before[mediaType];
    const is = after[mediaType];
    const place = contentAt(at, mediaType);
    if (was && is) {
      return [
        ...compareMediaType(was, is, place),
        ...compareSchemas(pair, [was.schema ?? {}], [is.schema ?? {}], place),
      ];
    }
    const isAnswer = at.field !== "body";
    if (is) {
      const reason =
        Object.keys(before).length === 0
          ? "Nothing was said of it."
          : isAnswer
            ? "Old code asks for what it knows."
            : "Old requests are of a kind that is still read.";
      return [change(place, "media-type", `+ ${at.label}: ${mediaType}`, "compatible", reason)];
    }
    const reason = isAnswer
      ? "Old code reads this kind, and gets another or none."
      : "Old requests are of this kind, and are refused.";
    return [change(place, "media-type", `− ${at.label}: ${mediaType}`, "breaking", reason)];
  });
}

/** JSON is what everyone means: `response.200.model`. Anything else is named: `response.200(text/csv)`. */
function contentAt(at: At, mediaType: string): At {
  const isJson = /^application\/json\b/i.test(mediaType);
  const field = isJson ? at.field : `${at.field}(${mediaType})`;
  return { ...at, field, isWhole: true, schema: undefined };
}

function compareMediaType(old: MediaType, now: MediaType, at: At): Found[] {
  const place = { ...at, label: at.field };
  const found = compareNode(old, now, place);
  if (canonical(old.encoding) === canonical(now.encoding)) return found;
  return [
    ...found,
    change(place, "serialization", `~ ${at.field}: encoding`, "breaking", "The same value is written in another way."),
  ];
}
