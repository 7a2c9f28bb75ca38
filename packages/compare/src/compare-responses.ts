import { follow, type Header, type Operation, type Response } from "@repo/openapi";
import type { Side } from "./change.ts";
import { compareNode, compareUnknown } from "./compare-annotations.ts";
import { compareContents } from "./compare-contents.ts";
import type { OperationComparison } from "./compare-operations.ts";
import { compareRequired } from "./compare-schemas.ts";
import { type Found, looser, type Place, tighter } from "./found.ts";
import { contentOf, isWrittenTheSame, schemaOf, writingOf, writtenAs } from "./serialization.ts";

type Responses = NonNullable<Operation["responses"]>;

const KNOWN = new Set(["headers", "content", "links", "$ref"]);
const KNOWN_HEADER = new Set("required schema content style explode allowEmptyValue allowReserved $ref".split(" "));

/**
 * The differences of the responses by status. A status that has no response of its own is compared with the range that
 * includes it, so that splitting a range into statuses is no change.
 */
export function compareResponses(comparison: OperationComparison, before: Responses, after: Responses): void {
  const side = comparison.sides.received;
  const { pair } = comparison.schemas;
  const olds = statusesOf(before);
  const news = statusesOf(after);
  for (const status of new Set([...olds, ...news])) {
    const place = { field: `response.${status}`, label: `response ${status}` };
    const [was, is] = [findIn(status, olds), findIn(status, news)];
    const old = was === undefined ? undefined : before[was];
    const now = is === undefined ? undefined : after[is];
    if (old && now) {
      if (was !== status) comparison.add(place, [splitOff(was ?? "", now, old, side)]);
      // A response that became part of a range is gone if nothing is left of the range itself.
      else if (is !== status && !isCoveredByOthers(status, news)) {
        comparison.add(place, [merged(status, is ?? "", old, now, side)]);
      }
      const [one, other] = [follow<Response>(pair.before.document, old), follow<Response>(pair.after.document, now)];
      compareResponse(comparison, one, other, place, side);
    } else if (now) {
      if (!coversSome(status, olds) || side === "response") comparison.add(place, [addedStatus(olds, now, side)]);
    } else if (old) comparison.add(place, [removedStatus(status, news, old, side)]);
  }
}

function statusesOf(responses: Responses): string[] {
  return Object.keys(responses).filter((key) => !key.startsWith("x-"));
}

/** The key that stands for a status or range: itself, its range, or "default". */
function findIn(status: string, keys: readonly string[]): string | undefined {
  const isRange = /^[1-5]xx$/i.test(status);
  return (
    keys.find((key) => key.toUpperCase() === status.toUpperCase()) ??
    (status === "default" || isRange ? undefined : keys.find((key) => key.toUpperCase() === `${status.charAt(0)}XX`)) ??
    (status === "default" ? undefined : keys.find((key) => key === "default"))
  );
}

/** Whether a range includes statuses of a list. */
function coversSome(range: string, keys: readonly string[]): boolean {
  return keys.some((key) => isPartOf(key, range));
}

function isPartOf(status: string, range: string): boolean {
  if (status === range) return false;
  if (range === "default") return true;
  return /^[1-5]xx$/i.test(range) && status.charAt(0) === range.charAt(0);
}

function isCoveredByOthers(range: string, keys: readonly string[]): boolean {
  return coversSome(range, keys);
}

function splitOff(range: string, now: object, old: object, side: Side): Found {
  const reason = `Old code expects it, because it was part of "${range}".`;
  return {
    kind: "status",
    action: "added",
    detail: "",
    wire: "compatible",
    reason,
    side,
    before: { node: old },
    after: { node: now },
  };
}

function merged(status: string, range: string, old: object, now: object, side: Side): Found {
  const isSuccess = /^2/.test(status) && side === "response";
  return {
    kind: "status",
    action: "removed",
    detail: "",
    wire: isSuccess ? "breaking" : "compatible",
    reason: isSuccess
      ? `Old code expects it on success, and it is only part of "${range}" now.`
      : `It is part of "${range}" now.`,
    side,
    before: { node: old },
    after: { node: now },
  };
}

function addedStatus(olds: readonly string[], now: object, side: Side): Found {
  const reason =
    olds.length === 0
      ? "No status was documented before."
      : "Old code was told of every status, and this was not one of them.";
  const verdict = looser(side, { request: reason, response: reason });
  const wire = olds.length === 0 ? "compatible" : verdict.wire;
  return { kind: "status", action: "added", detail: "", wire, reason, side, after: { node: now } };
}

function removedStatus(status: string, news: readonly string[], old: object, side: Side): Found {
  const found = { kind: "status", action: "removed", detail: "", side, before: { node: old } } as const;
  const isLeft = coversSome(status, news);
  if (/^2/.test(status) && side === "response" && !isLeft) {
    return { ...found, wire: "breaking", reason: "Old code expects it on success, and it no longer comes." };
  }
  const reason = isLeft
    ? "Some of its statuses are still there, and old code expects all of them."
    : "A response that old code expects no longer comes.";
  return { ...found, ...tighter(side, { request: reason, response: reason }) };
}

function compareResponse(
  comparison: OperationComparison,
  old: Response,
  now: Response,
  place: Place,
  side: Side,
): void {
  comparison.add(place, [...compareNode(old, now, side), ...compareUnknown(old, now, KNOWN, side)]);
  compareHeaders(comparison, old, now, place, side);
  compareContents(comparison, contentOf(old), contentOf(now), place, side, { before: old, after: now });
}

function compareHeaders(comparison: OperationComparison, old: Response, now: Response, at: Place, side: Side): void {
  const { pair } = comparison.schemas;
  const headersOf = ({ headers = {} }: Response, document: Parameters<typeof follow>[0]) =>
    new Map(
      Object.entries(headers)
        .map(([name, header]) => ({ name, header: follow<Header>(document, header) }))
        // OpenAPI says to ignore it: it is described by the media type.
        .filter(({ name }) => name.toLowerCase() !== "content-type")
        .map((one) => [one.name.toLowerCase(), one]),
    );
  const before = headersOf(old, pair.before.document);
  const after = headersOf(now, pair.after.document);
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const was = before.get(key)?.header;
    const is = after.get(key)?.header;
    const name = (after.get(key) ?? before.get(key))?.name ?? key;
    const place = { field: `${at.field}.headers.${name}`, label: `${at.label} header ${name}` };
    if (!was || !is) {
      comparison.add(place, [is ? addedHeader(is, old, side) : removedHeader(was ?? {}, now, side)]);
      continue;
    }
    const origins = { before: { node: was }, after: { node: is } };
    const found = compareRequired(was.required === true, is.required === true, side).map((one) => ({
      ...one,
      ...origins,
    }));
    if (!isWrittenTheSame(pair, was, is, "header")) {
      found.push({
        kind: "serialization",
        action: "changed",
        detail: `${writtenAs(pair.before, was, "header")} → ${writtenAs(pair.after, is, "header")}`,
        wire: "breaking",
        reason: "The same value is written differently.",
        side,
        ...origins,
      });
    }
    comparison.add(place, [...found, ...compareNode(was, is, side), ...compareUnknown(was, is, KNOWN_HEADER, side)]);
    const way = { side, writing: writingOf(pair, was, is, "header", side), mayBeLeftOut: false };
    comparison.enter(place, comparison.schemas.compare([schemaOf(was)], [schemaOf(is)], way));
  }
}

function addedHeader(is: Header, old: Response, side: Side): Found {
  const isDemanded = side === "request" && is.required === true;
  return {
    kind: "response-header",
    action: "added",
    detail: "",
    wire: isDemanded ? "breaking" : "compatible",
    reason: isDemanded ? "Old code does not send it." : "Old code ignores it.",
    side,
    before: { node: old },
    after: { node: is },
  };
}

function removedHeader(was: Header, now: Response, side: Side): Found {
  const isMissed = side === "request" || was.required === true;
  return {
    kind: "response-header",
    action: "removed",
    detail: "",
    wire: isMissed ? "breaking" : "compatible",
    reason: isMissed ? "Old code relies on its presence." : "Old code does not rely on its presence.",
    side,
    before: { node: was },
    after: { node: now },
  };
}
