import { pointerTo } from "../validation/problems.ts";
import type { Problem } from "../validation/request.ts";
import type { ProxiedOperation } from "./create-proxy.ts";
import { invalid, Refusal } from "./refusal.ts";

/** The parts of a request to the service. Nothing else of a visitor's request is passed on. */
export interface Input {
  path: Record<string, string>;
  query: Record<string, unknown>;
  header: Record<string, unknown>;
  body: unknown;
}

/** Where an operation is served. */
interface Route {
  name: string;
  operation: ProxiedOperation;
  method: string;
  pattern: RegExp;
  /** The path parameters, in their order in the path. */
  parameters: string[];
}

/** Makes the routes of all operations under a prefix, literal paths first, as OpenAPI wants it. */
export function makeRoutes(operations: Readonly<Record<string, ProxiedOperation>>, prefix: string): Route[] {
  const routes = Object.entries(operations).map(([name, operation]) => {
    // The text between the parameters and, at the odd indexes, their names.
    const parts = `${prefix}${operation.path}`.split(/\{([^{}]+)\}/);
    const source = parts.map((part, index) => (index % 2 ? "([^/]+)" : part.replace(/[^\w/]/g, "\\$&"))).join("");
    const parameters = parts.filter((_, index) => index % 2);
    return { name, operation, method: operation.method, pattern: new RegExp(`^${source}$`), parameters };
  });
  return routes.sort((a, b) => a.parameters.length - b.parameters.length);
}

/** Returns the path parameters of a request, percent-decoded once. */
export function readPath({ pattern, parameters }: Route, pathname: string): Record<string, string> {
  const values = pattern.exec(pathname)?.slice(1) ?? [];
  return Object.fromEntries(
    parameters.map((name, index) => {
      const refuse = (rule: string, message: string) =>
        invalid([{ in: "path", pointer: pointerTo("", name), rule, message }]);
      let value: string;
      try {
        value = decodeURIComponent(values[index] ?? "");
      } catch {
        throw refuse("percent-encoding", "must be UTF-8, percent-encoded");
      }
      // A gateway that decodes the path before it chooses a route would find another one.
      if (/[/\\%\p{Cc}]/u.test(value)) throw refuse("path-segment", "must not contain /, \\, % or control characters");
      return [name, value];
    }),
  );
}

/** Returns the query parameters of a request, of which each must be documented. Only lists may come more than once. */
export function readQuery(operation: ProxiedOperation, search: string): Record<string, unknown> {
  const query = new URLSearchParams(search);
  const problems: Problem[] = [];
  const values = [...new Set(query.keys())].map((name) => {
    const place = { in: "query", pointer: pointerTo("", name) } as const;
    if (!operation.parameters.query?.includes(name)) {
      problems.push({ ...place, rule: "undocumented", message: "is not documented" });
    }
    const texts = query.getAll(name);
    const isJoined = operation.styles?.query?.[name]?.explode === false;
    const value = reading(operation, "query", name, texts, isJoined ? itemsOf(search, name) : texts);
    if (value === undefined) problems.push({ ...place, rule: "repeated", message: "must come once" });
    return [name, value] as const;
  });
  if (problems.length > 0) throw invalid(problems);
  return Object.fromEntries(values);
}

/** Returns the items of a list that a query has between commas: a comma within an item is percent-encoded. */
function itemsOf(search: string, name: string): string[] {
  const pairs = search.replace(/^\?/, "").split("&");
  const lists = pairs.filter((pair) => new URLSearchParams(pair).has(name)).map((pair) => /=(.+)/.exec(pair)?.[1]);
  const items = lists.flatMap((list) => list?.split(",") ?? []);
  return items.map((item) => new URLSearchParams(`item=${item}`).get("item") ?? "");
}

/** Returns the documented header parameters that a request has, by their documented names. */
export function readHeaders(operation: ProxiedOperation, headers: Headers): Record<string, unknown> {
  const values = (operation.parameters.header ?? []).flatMap((name) => {
    const text = headers.get(name);
    if (text === null) return [];
    const items = text.split(",").map((item) => item.trim());
    return [[name, reading(operation, "header", name, [text], items)] as const];
  });
  return Object.fromEntries(values);
}

/**
 * Returns what a parameter means: of its text, what that spells, and a list of items, the first that fits the description.
 * If none does, the text is left to the validator; `undefined` if there are several texts.
 */
function reading(
  { validate }: ProxiedOperation,
  place: "query" | "header",
  name: string,
  [text = "", ...others]: string[],
  items: string[],
): unknown {
  const readings = [...(others.length > 0 ? [] : [text, spelled(text)]), items, items.map(spelled)];
  const fitting = readings.find((value) =>
    validate({ [place]: { [name]: value } }).every(({ in: part, rule }) => part !== place || rule === "required"),
  );
  return fitting ?? (others.length > 0 ? undefined : spelled(text));
}

/** In a URL and in headers, every value is text. Returns the boolean or number that a text spells, else the text. */
function spelled(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** Returns the body of a request, which must be JSON; `undefined` if it is empty. */
export async function readBody(
  { headers, body, bodyUsed }: Request,
  limit: number,
  signal: AbortSignal,
): Promise<unknown> {
  if (!body) return undefined;
  if (bodyUsed || body.locked) {
    throw new Error("The request's body has already been read: call the proxy before anything that parses bodies.");
  }
  const tooLarge = new Refusal(413, `The body is larger than ${limit} bytes.`);
  if (Number(headers.get("content-length")) > limit) throw tooLarge;

  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = body.getReader();
  const brokeOff = () => Promise.reject(new Refusal(400, "The body broke off."));
  let size = 0;
  let text: string | undefined = ""; // undefined if it is not UTF-8
  const decode = (chunk?: Uint8Array) => {
    try {
      if (text !== undefined) text += decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      text = undefined;
    }
  };
  for (;;) {
    const { done, value } = await reader.read().catch(brokeOff);
    signal.throwIfAborted(); // The visitor has got another response, or has gone.
    if (done) break;
    size += value.length;
    // A body that is refused is read to its end all the same: unread, it would block its connection.
    if (size <= limit) decode(value);
  }
  decode();
  if (size > limit) throw tooLarge;
  if (size === 0) return undefined;

  // Without a preflight, a page of another origin can send some other types, but not this one.
  if (!/^application\/json\s*(;|$)/i.test(headers.get("content-type") ?? "")) {
    throw new Refusal(415, "The Content-Type of the body must be application/json.");
  }
  try {
    return JSON.parse(text ?? "");
  } catch {
    // The parser's own message quotes the body.
    throw invalid([{ in: "body", pointer: "", rule: "json", message: "must be JSON in UTF-8" }]);
  }
}
