import { type Api, type ApiClient, createApiClient } from "./api-client.ts";
import { type Received, textOf } from "./body.ts";
import type { Init } from "./create-client.ts";
import { excerpt, jsonOf, responseError } from "./failure.ts";
import type { Operation, OperationInput, Pages } from "./operation.ts";
import { fillPath } from "./request.ts";
import type { Call } from "./transport.ts";

/** Changes how one call is sent and read. */
type Turn = (init: Init, brand: string) => Init;

/**
 * Creates the client of an API that has lists in pages. Their methods have `items` beside the call itself: the items of all
 * pages, each of which is asked for when the caller comes to its items.
 *
 * @throws a ConfigError if credentials are missing or an option is invalid
 */
export function createPagedClient<Paths extends object, Methods extends object, Lists extends object>(
  api: Api<Methods>,
  options: object,
): ApiClient<Paths, Methods & Lists> {
  // By the inputs of the calls for pages. All other calls are as they were.
  const turns = new WeakMap<OperationInput, Turn>();
  const lists = Object.entries<Operation>(api.operations).filter(([, { pages }]) => pages);
  const described = lists.map(([name, operation]): [string, Operation] => {
    const describe: Operation["describe"] = (_, input, brand, baseUrl) => {
      const init = { ...operation.describe?.(operation, input, brand, baseUrl) };
      return turns.get(input)?.(init, brand) ?? init;
    };
    return [name, { ...operation, describe }];
  });
  const operations = { ...api.operations, ...Object.fromEntries(described) };
  const client = createApiClient<Paths, Methods>({ ...api, operations }, options);
  // What a call gives is what its turn reads.
  const calls = client as unknown as Readonly<Record<string, (input: OperationInput) => Promise<Page>>>;
  for (const [name, { pages, mayBeEmpty }] of lists) {
    const call = calls[name];
    if (!pages || !call) continue;
    const ask: Ask = (input, turn) => {
      turns.set(input, turn);
      return call(input);
    };
    const items = (input: OperationInput = {}): AsyncIterable<unknown> => ({
      [Symbol.asyncIterator]: () => itemsOf(ask, pages, mayBeEmpty, input),
    });
    Object.assign(call, { items });
  }
  return client as ApiClient<Paths, Methods & Lists>;
}

/** Asks for a page, with an input that is that of no other call. */
type Ask = (input: OperationInput, turn: Turn) => Promise<Page>;

/** What tells a page: the value of the parameter, or the query of the link. */
type Place = string | number | undefined;

async function* itemsOf(
  ask: Ask,
  pages: Pages,
  mayBeEmpty: boolean | undefined,
  input: OperationInput,
): AsyncGenerator<unknown> {
  const { by, param, from } = pages;
  let place = (param === undefined ? undefined : (input.query?.[param] ?? from)) as Place;
  const seen = new Set([`${place}`]);
  let previous: string | undefined;
  do {
    const query = by === "link" ? place : undefined;
    let path = "";
    const turn: Turn = (init, brand) => ({
      ...init,
      pathSerializer(template, values) {
        path = (init.pathSerializer ?? ((...given) => fillPath(brand, ...given)))(template, values);
        return path;
      },
      ...(query !== undefined && { querySerializer: () => `${query}` }),
      read(received, call) {
        const data = jsonOf(received, call, mayBeEmpty);
        const page = pageOf(data, { received, call, pages, place, path });
        const text = textOf(received);
        // A service that does not know the parameter, or clamps it, would give the same page for ever.
        const isSame = from !== undefined && page.items.length > 0 && text === previous;
        if (isSame || (page.next !== undefined && seen.has(`${page.next}`))) {
          throw invalid({ received, call }, "the next page was read already");
        }
        previous = text;
        return page;
      },
    });
    const next = param === undefined || place === undefined ? {} : { query: { ...input.query, [param]: place } };
    const page = await ask({ ...input, ...next }, turn);
    yield* page.items;
    place = page.next;
    seen.add(`${place}`);
  } while (place !== undefined);
}

/** A response, and what it answers. */
interface Answer {
  received: Received;
  call: Call;
}

function invalid({ received, call }: Answer, message: string) {
  const details = { text: excerpt(call, textOf(received)) };
  return responseError(["invalid_response"], call, received.response, message, details);
}

/** What a response has of a list. */
interface Page {
  items: readonly unknown[];
  /** The next page; `undefined` if this is the last one. */
  next: Place;
}

function pageOf(data: unknown, answer: Answer & { pages: Pages; place: Place; path: string }): Page {
  const { pages, received, place, path } = answer;
  const items = valueAt(data, pages.items) ?? [];
  if (!Array.isArray(items)) throw invalid(answer, "the items of the page are no list");
  const more = pages.more && valueAt(data, pages.more);
  if (more === false) return { items, next: undefined };
  if (pages.from !== undefined) {
    const step = pages.by === "page" ? 1 : items.length;
    return { items, next: items.length > 0 || more === true ? Number(place) + step : undefined };
  }
  const next = pages.next ? valueAt(data, pages.next) : nextLink(received.response.headers.get("link") ?? "");
  if (next == null || next === "") {
    if (more === true) throw invalid(answer, "there are more pages, but nothing tells the next one");
    return { items, next: undefined };
  }
  if (pages.by === "cursor" && typeof next === "number") return { items, next };
  if (typeof next !== "string") throw invalid(answer, "what tells the next page is no text");
  if (pages.by === "cursor") return { items, next };
  const query = queryOf(next, path, pages.credentials);
  if (query === undefined) {
    throw invalid(answer, "the link to the next page is not followed: it leads to another path, or has no query");
  }
  return { items, next: query };
}

/**
 * The query of a link to the next page, which is all of the link that counts: wherever it leads, the call goes where the
 * others went. `undefined` if the query alone would not lead to that page.
 */
function queryOf(link: string, path: string, credentials: readonly string[] = []): string | undefined {
  const [, before = "", search = ""] = /^([^?#]*)\??([^#]*)/.exec(link) ?? [];
  const isCredential = (pair: string) => credentials.some((name) => new URLSearchParams(pair).has(name));
  const pairs = search.split("&").filter((pair) => !isCredential(pair));
  // Before the last segment, the path may differ: behind a proxy, or where the service writes an ID for a name.
  const isSame = before === "" || lastSegment(before) === lastSegment(path);
  return isSame ? pairs.join("&") || undefined : undefined;
}

function lastSegment(path: string): string {
  const last =
    path
      .replace(/[?#].*/s, "")
      .replace(/\/$/, "")
      .split("/")
      .pop() ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** One parameter of a link, whose value may be a quoted text. */
const PARAMETER = /;\s*([^\s;,="]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?\s*/y;

/** The target of the first link with the relation `next` (RFC 8288, section 3). */
function nextLink(header: string): string | undefined {
  for (const { index, 0: whole, 1: target } of header.matchAll(/<([^>]*)>\s*/g)) {
    let relation: string | undefined;
    let isOfThis = true; // A link with an anchor is that of another resource.
    PARAMETER.lastIndex = index + whole.length;
    for (let found = PARAMETER.exec(header); found; found = PARAMETER.exec(header)) {
      const [, name = "", quoted, plain] = found;
      if (/^rel$/i.test(name)) relation ??= quoted ?? plain ?? "";
      if (/^anchor$/i.test(name)) isOfThis = false;
    }
    if (isOfThis && /(^|\s)next(\s|$)/i.test(relation ?? "")) return target;
  }
  return undefined;
}

function valueAt(data: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) => (Object.hasOwn(Object(value), key) ? Object(value)[key] : undefined),
    data,
  );
}
