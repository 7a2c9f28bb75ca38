import {
  eventKinds,
  isFetched,
  type NamedOperation,
  type OpenApiDocument,
  type RequestBody,
  verbOf,
} from "@repo/openapi";
import type { SecurityPlan } from "./security.ts";
import type { Medium, QueryFormat } from "./wire-format.ts";

/** An operation with what it sends and receives. */
interface Described extends Pick<NamedOperation, "method" | "node"> {
  body: RequestBody | undefined;
  bodies: Medium[];
  answers: Medium[];
}

/** Warns of what the client cannot do as the operation says. */
export function warnAboutLimits(
  document: OpenApiDocument,
  { method, node, body, bodies, answers }: Described,
  { schemes }: SecurityPlan,
  querystring: QueryFormat | undefined,
  warn: (rule: string) => (message: string) => void,
): void {
  for (const medium of bodies) {
    warnAboutText(medium, "body", warn("unwritten-media-type"));
    warnAboutItems(medium, "body", warn("unwritten-items"));
  }
  for (const medium of answers) {
    warnAboutText(medium, "response", warn("unread-media-type"));
    warnAboutItems(medium, "response", warn("unread-items"));
    if (hasUntoldEvents(document, medium)) {
      const message = "The data of some events is JSON, that of others text, and their types do not tell them apart:";
      warn("unread-items")(`${message} all is read as text. Describe each kind with a type of its own.`);
    }
  }
  const keyInQuery = schemes.find(
    (scheme) =>
      scheme.kind === "key" &&
      scheme.in === "query" &&
      (node.security ?? document.security ?? []).some((requirement) => scheme.name in requirement),
  );
  if (keyInQuery && typeof querystring === "string") {
    const message = `The client adds the key of ${keyInQuery.name} to the whole query, although that is no form.`;
    warn("whole-query")(`${message} Send the key in a header, or the query as a form.`);
  }
  if (!isFetched(method)) {
    warn("unsent-method")(`No fetch sends ${verbOf(method)}: calls fail. Use another method.`);
  }
  if (node.requestBody && !body) {
    const remedy = "Describe its properties as parameters, or use POST.";
    warn("body-not-sent")(`The body is left out, because ${verbOf(method)} is sent without one. ${remedy}`);
  }
}

type Direction = "body" | "response";

function warnAboutText({ described, format }: Medium, what: Direction, warn: (message: string) => void): void {
  if (format !== "text" || !/[/+](xml|x?-?yaml)/i.test(described)) return;
  const type = described.replace(/;.*/s, "");
  const action = what === "body" ? `written: pass ${type} as text` : `parsed: ${type} is read as text`;
  warn(`The ${what} is not ${action}.`);
}

/** What the client takes or gives for a whole that it does not split into items. */
const WHOLES: Readonly<Record<string, string>> = { json: "one value", text: "a text", bytes: "bytes", blob: "a Blob" };

function warnAboutItems(
  { described, format, hasOtherItems }: Medium,
  what: Direction,
  warn: (message: string) => void,
) {
  if (!hasOtherItems) return;
  const whole = WHOLES[`${format}`] ?? "one value";
  const action = what === "body" ? `written item by item: pass` : `read item by item: you get`;
  warn(`The ${what} is not ${action} ${described} as ${whole}.`);
}

/** Whether all events are read as texts because nothing tells those whose data is JSON. */
export function hasUntoldEvents(document: OpenApiDocument, { itemSchema, format }: Medium): boolean {
  return (
    format === "textEvents" && itemSchema !== undefined && eventKinds(document, itemSchema).some(({ isJson }) => isJson)
  );
}
