// What the programs share: a service that keeps what arrives, and comparisons.
import type { TransportOptions } from "./head/index.gen.ts";

/**
 * A service that gives these responses one after another, the last again and again; data as JSON.
 *
 * @returns `arrived`: the requests as texts with method and URL, the headers in the order of their names but for what the
 * client says of itself, and the body
 */
export function service(...answers: unknown[]) {
  const arrived: string[] = [];
  const fetch: NonNullable<TransportOptions["fetch"]> = async (url, { method, headers, body }) => {
    const request = new Request(url, { method, headers, ...(body !== undefined && { body, duplex: "half" }) });
    const lines = [`${method} ${request.url}`];
    request.headers.forEach((value, name) => {
      if (name !== "user-agent") lines.push(`${name}: ${value}`);
    });
    const text = await request.text();
    if (text) lines.push("", text);
    arrived.push(withoutBoundary(lines.join("\n")));
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer instanceof Response ? answer.clone() : Response.json(answer ?? {});
  };
  return { fetch, arrived };
}

/** Gives the random boundary of a multipart body a name of its own, and its lines ends that are easy to compare. */
function withoutBoundary(message: string): string {
  const [, boundary] = /boundary=(.*)/.exec(message) ?? [];
  return boundary ? message.replaceAll(boundary, "BOUNDARY").replaceAll("\r\n", "\n").trimEnd() : message;
}

/** A response of text, or without a body. */
export function response(status: number, body: string | null, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers });
}

/** @throws if the values differ */
export function equal(actual: unknown, expected: unknown): void {
  const [found, wanted] = [actual, expected].map((value) =>
    typeof value === "string"
      ? value
      : JSON.stringify(value, (_, inner) => (inner === undefined ? "undefined" : inner), 2),
  );
  if (found !== wanted) throw new Error(`Expected:\n${wanted}\n\nFound:\n${found}`);
}

/**
 * Compiles only if a value has a type, which is neither wider nor narrower nor `any`.
 *
 * @example hasType<string | null>()(response.name);
 */
export const hasType =
  <Expected>() =>
  <Actual>(_: Actual, ..._wrong: Same<Expected, Actual> extends true ? [] : [Expected]): void => {};

type Same<A, B> = IsAny<A> extends true ? false : IsAny<B> extends true ? false : [A, B] extends [B, A] ? true : false;
type IsAny<T> = 0 extends 1 & T ? true : false;
