import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import {
  follow,
  isJson,
  makeExample,
  type NamedOperation,
  namedOperations,
  type OpenApiDocument,
  type Response,
  verbOf,
} from "@repo/openapi";
import { credentialsOf, type Settings } from "@repo/settings";

/** A server that answers all operations of a description with made-up successes. */
export interface DescribedServer {
  url: string;
  /** What in the requests was not as the description says. */
  faults: readonly string[];
  /** The operations that were called. */
  called: ReadonlySet<string>;
  forget(): void;
  close(): Promise<void>;
}

export async function serveDescription(document: OpenApiDocument, settings: Settings): Promise<DescribedServer> {
  const faults: string[] = [];
  const called = new Set<string>();
  const operations = [...namedOperations(document)].map((operation) => {
    // Some descriptions tell operations apart by a query or a fragment in the path.
    const [path = ""] = operation.path.split(/[?#]/);
    const escaped = path.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    return { operation, pattern: new RegExp(`${escaped.replace(/\{[^}]*\}/g, "[^/]+")}$`) };
  });
  // Of several templates, the one with the longest fixed parts is meant.
  const fixed = ({ operation: { path } }: { operation: NamedOperation }) => path.replace(/\{[^}]*\}/g, "").length;
  operations.sort((a, b) => fixed(b) - fixed(a));
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      const pathname = decodeURI(new URL(request.url ?? "", "http://server").pathname);
      const matching = operations
        .filter(({ operation, pattern }) => verbOf(operation.method) === request.method && pattern.test(pathname))
        .map(({ operation }) => ({ operation, faults: faultsOf(document, settings, operation, request) }));
      // Several operations may have the same URL, such as those that differ in a fragment.
      const [found] = matching.toSorted((one, other) => one.faults.length - other.faults.length);
      if (!found) {
        faults.push(`${request.method} ${request.url} is not documented`);
        response.writeHead(500).end();
        return;
      }
      for (const { operation } of matching) called.add(operation.name);
      faults.push(...found.faults);
      const { status, mediaType, body } = answerOf(document, found.operation);
      response.writeHead(status, mediaType === undefined ? {} : { "content-type": mediaType }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    called,
    forget() {
      faults.length = 0;
      called.clear();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function faultsOf(
  document: OpenApiDocument,
  settings: Settings,
  { node, name, parameters }: NamedOperation,
  request: IncomingMessage,
): string[] {
  const faults: string[] = [];
  const { searchParams } = new URL(request.url ?? "", "http://server");
  const [needed] = node.security ?? document.security ?? [];
  const schemes = credentialsOf(document, settings);
  for (const scheme of schemes.filter((each) => Object.keys(needed ?? {}).includes(each.name))) {
    const sent =
      scheme.kind !== "key"
        ? request.headers.authorization
        : scheme.in === "header"
          ? request.headers[scheme.parameter.toLowerCase()]
          : scheme.in === "query"
            ? searchParams.get(scheme.parameter)
            : request.headers.cookie;
    if (!sent) faults.push(`${name}: nothing was sent for ${scheme.name}`);
  }
  const keys = schemes.flatMap((scheme) => (scheme.kind === "key" && scheme.in === "query" ? [scheme.parameter] : []));
  const names = [...parameters.filter((each) => each.in === "query").map((each) => each.name), ...keys];
  const isWhole = parameters.some((each) => each.in === "querystring");
  for (const key of isWhole ? [] : searchParams.keys()) {
    if (!names.some((each) => key === each || key.startsWith(`${each}[`))) faults.push(`${name}: ?${key} is unknown`);
  }
  const { content = {} } = node.requestBody ? follow<{ content?: object }>(document, node.requestBody) : {};
  const sent = request.headers["content-type"]?.split(";")[0];
  const isDocumented = Object.keys(content).some((each) => each.split(";")[0] === sent || each.includes("*"));
  if (sent !== undefined && !isDocumented) faults.push(`${name}: the body is ${sent}`);
  return faults;
}

/** The first documented success, as JSON if it can be. */
function answerOf(document: OpenApiDocument, { node }: NamedOperation) {
  const all = Object.entries(node.responses ?? {});
  const [key = "204", found] =
    all.find(([status]) => status.startsWith("2")) ?? all.find(([status]) => status === "default") ?? [];
  const { content = {} } = found ? follow<Response>(document, found) : {};
  const status = Number(key) || 200;
  const types = Object.entries(content);
  const [mediaType, media] = types.find(([type]) => isJson(type)) ?? types[0] ?? [];
  if (mediaType === undefined) return { status, body: "" };
  const made = (schema: unknown) =>
    JSON.stringify(makeExample(document, schema, { direction: "response" }).value ?? {});
  if (isJson(mediaType)) return { status, mediaType, body: made(media?.schema) };
  if (/[/+](jsonl|x-ndjson)$/i.test(mediaType)) {
    return { status, mediaType, body: `${made(media?.itemSchema ?? media?.schema)}\n`.repeat(2) };
  }
  if (/^text\/event-stream$/i.test(mediaType)) return { status, mediaType, body: "data: {}\n\n" };
  return { status, mediaType, body: "text" };
}
