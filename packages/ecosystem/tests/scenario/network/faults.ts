import { gzipSync } from "node:zlib";
import type { Answer, Exchange } from "./fault-server.ts";

/** A fault of a response, and what it means for the client. */
export interface Fault {
  answer: Answer;
  /** The `code` of the error if the fault persists. */
  code: string;
  /** Whether the client tries again. */
  retried: boolean;
  /** Whether the server may have applied the update nevertheless. */
  mayApply: boolean;
}

export type FaultName = keyof typeof faults;

/** The size of `gzipBomb` once decompressed, in bytes. About 64 kB are sent. */
export const BOMB_SIZE = 64 * 2 ** 20;

// A gzip file may consist of several members, so it is enough to compress one.
const mebibyte = gzipSync(Buffer.alloc(2 ** 20, " "));
const bomb = Buffer.concat(Array.from({ length: BOMB_SIZE / 2 ** 20 }, () => mebibyte));

/** The statuses that have an error of their own. */
const CODES: Readonly<Record<number, string>> = {
  400: "bad_request",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  422: "unprocessable",
  429: "rate_limit",
};

/** Every fault by name. Those that send text repeat the secrets in it. */
export const faults = {
  resetBeforeHeaders: broken("connection", ({ socket }) => socket.resetAndDestroy()),
  closedBeforeHeaders: broken("connection", ({ socket }) => socket.end()),
  resetDuringHeaders: broken("connection", ({ socket, echo }) => {
    socket.write(`HTTP/1.1 200 OK\r\nX-Echo: ${echo}\r\nContent-Ty`, () => socket.resetAndDestroy());
  }),
  notHttp: broken("connection", ({ socket, echo }) => socket.end(`220 mail.example ESMTP ${echo}\r\n`)),
  endlessHeaders: broken("connection", ({ socket, echo }) => {
    socket.end(`HTTP/1.1 200 OK\r\n${`X-Echo: ${echo}\r\n`.repeat(1000)}\r\n`);
  }),

  resetAfterHeaders: broken("connection", (exchange) => {
    head(exchange, Buffer.byteLength(exchange.documented));
    exchange.socket.write("", () => exchange.socket.resetAndDestroy());
  }),
  resetDuringBody: broken("connection", (exchange) => {
    head(exchange, Buffer.byteLength(exchange.documented));
    exchange.response.write(half(exchange), () => exchange.socket.resetAndDestroy());
  }),
  closedDuringBody: broken("connection", (exchange) => {
    head(exchange, Buffer.byteLength(exchange.documented));
    exchange.response.write(half(exchange), () => exchange.socket.end());
  }),
  closedDuringChunks: broken("connection", (exchange) => {
    head(exchange);
    exchange.response.write(half(exchange), () => exchange.socket.end());
  }),
  notGzip: broken("connection", (exchange) => {
    exchange.response.setHeader("Content-Encoding", "gzip");
    head(exchange);
    exchange.response.end(exchange.documented);
  }),

  silence: broken("timeout", ({ stalled }) => stalled()),
  silenceAfterHeaders: broken("timeout", (exchange) => {
    head(exchange, Buffer.byteLength(exchange.documented));
    exchange.socket.write("", exchange.stalled);
  }),
  silenceAfterHalf: broken("timeout", (exchange) => {
    head(exchange, Buffer.byteLength(exchange.documented));
    exchange.response.write(half(exchange), exchange.stalled);
  }),
  dripOfHeaders: broken("timeout", (exchange) => drip(exchange, "HTTP/1.1 200 OK\r\nX-Slow: ")),
  dripOfBody: broken("timeout", (exchange) => drip(exchange, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")),

  requestTimeout: status(408),
  tooManyRequests: status(429, { "Retry-After": "1" }),
  serverError: status(500),
  badGatewayHtml: {
    ...status(502),
    answer: ({ response, echo }) => {
      response.writeHead(502, { "Content-Type": "text/html" }).end(`<html><h1>502 Bad Gateway</h1>${echo}</html>`);
    },
  },
  unavailable: status(503),
  gatewayTimeout: status(504),

  // Status texts and statuses that Node's server cannot write, but others do.
  unavailableInChinese: { ...status(503), answer: raw("503 服务不可用") },
  status600: { ...status(600), answer: raw("600 ") },
  status999: { ...status(999), answer: raw("999 Request denied") },

  notImplemented: status(501),
  badRequest: status(400),
  unauthorized: status(401),
  forbidden: status(403),
  notFound: status(404),
  conflict: status(409),
  unprocessable: status(422),
  teapot: status(418),

  empty: wrong(({ response }) => response.writeHead(200, { "Content-Length": 0 }).end()),
  emptyChunks: wrong(({ response }) => response.writeHead(200, { "Content-Type": "application/json" }).end()),
  noContent: wrong(({ response }) => response.writeHead(204).end()),
  truncated: wrong((exchange) => {
    const { response } = exchange;
    response.writeHead(200, { "Content-Length": Buffer.byteLength(half(exchange)) }).end(half(exchange));
  }),
  truncatedGzip: wrong((exchange) => {
    exchange.response.setHeader("Content-Encoding", "gzip");
    head(exchange);
    exchange.response.end(gzipSync(exchange.documented).subarray(0, -12));
  }),
  plainText: wrong(({ response, echo }) => response.writeHead(200, { "Content-Type": "text/plain" }).end(`OK ${echo}`)),
  html: wrong(({ response, echo }) => {
    response.writeHead(200, { "Content-Type": "application/json" }).end(`\n<!doctype html><p>Log in, ${echo}</p>`);
  }),
  gzipBomb: wrong(({ response }) => {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Encoding": "gzip" }).end(bomb);
  }),
  endless: wrong((exchange) => {
    exchange.response.writeHead(200, { "Content-Type": "application/json" });
    pour(exchange);
  }),

  movedPermanently: redirect(301),
  found: redirect(302),
  seeOther: redirect(303),
  temporaryRedirect: redirect(307),
  permanentRedirect: redirect(308),
  redirectLoop: redirect(307, ({ request, url }) => url.replace(/\/v1$/, request.url)),
  redirectEndless: {
    ...redirect(302),
    answer: (exchange) => {
      exchange.response.writeHead(302, { Location: exchange.elsewhere });
      pour(exchange);
    },
  },
  redirectNowhere: { ...redirect(302), answer: ({ response }) => response.writeHead(302).end() },
} satisfies Record<string, Fault>;

/** A connection that breaks or stalls. Another attempt may succeed. */
function broken(code: string, answer: Answer): Fault {
  return { answer, code, retried: true, mayApply: true };
}

/** A complete response that is not the documented one. It would be the same again. */
function wrong(answer: Answer): Fault {
  return { answer, code: "invalid_response", retried: false, mayApply: true };
}

/** An error status with a JSON body. */
function status(code: number, headers: Record<string, string> = {}): Fault {
  return {
    answer: ({ response, echo }) => {
      response.writeHead(code, {
        "Content-Type": "application/json",
        "X-Echo": inHeader(echo),
        "X-Request-Id": "req_1",
        ...headers,
      });
      response.end(JSON.stringify({ message: `no to ${echo}`, echo: [{ echo }] }));
    },
    code: CODES[code] ?? (code >= 500 ? "server" : "api"),
    retried: [408, 429, 500, 502, 503, 504].includes(code),
    mayApply: code >= 500,
  };
}

/** Writes a response without the server's help, with a status line in UTF-8. */
function raw(statusLine: string): Answer {
  return ({ socket, echo }) => {
    const body = JSON.stringify({ detail: echo });
    const head = `HTTP/1.1 ${statusLine}\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
    socket.end(`${head}X-Echo: ${echo}\r\n\r\n${body}`);
  };
}

function redirect(code: number, to: (exchange: Exchange) => string = ({ elsewhere }) => elsewhere): Fault {
  return {
    answer: (exchange) => {
      const location = `${to(exchange)}?echo=${encodeURIComponent(exchange.echo)}`;
      exchange.response.writeHead(code, { Location: location }).end(`<a href="${location}">Moved</a>`);
    },
    code: "redirect",
    retried: false,
    mayApply: false,
  };
}

function head({ response, echo }: Exchange, length?: number): void {
  response.setHeader("X-Echo", inHeader(echo));
  if (length !== undefined) response.setHeader("Content-Length", length);
  response.writeHead(200, { "Content-Type": "application/json" }).flushHeaders();
}

/** UTF-8 as Node takes it for a header: one character for each byte. */
export function inHeader(text: string): string {
  return Buffer.from(text).toString("latin1");
}

function half({ documented }: Exchange): string {
  return documented.slice(0, documented.length / 2);
}

/** Sends a text and then one character after another, until the client hangs up. */
function drip({ socket, stalled }: Exchange, text: string): void {
  socket.write(text, stalled);
  const timer = setInterval(() => socket.write("x"), 10);
  socket.on("close", () => clearInterval(timer));
}

/** Sends as much as the client takes, until it hangs up. */
function pour({ response }: Exchange): void {
  const chunk = " ".repeat(2 ** 14);
  const more = () => {
    while (response.write(chunk));
  };
  response.on("drain", more);
  more();
}
