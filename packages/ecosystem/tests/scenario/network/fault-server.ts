import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";

/** A request as it arrived. */
export interface Received {
  method: string;
  /** Path and query, as sent. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
  modelId: string;
  /** The number of this request among those with its method and model, from 1. */
  attempt: number;
}

/** What a response is made from. */
export interface Exchange {
  request: Received;
  response: ServerResponse;
  /** The connection, for responses that are not proper HTTP. */
  socket: Socket;
  /** The documented response body, with the model as the server has it. */
  documented: string;
  /** The credentials and every string of the body, as a careless server repeats them. */
  echo: string;
  /** This server's base URL. */
  url: string;
  /** The base URL of another server, which no request should reach. */
  elsewhere: string;
  /** To be called when no more will be sent, or too slowly. */
  stalled(): void;
}

/** Writes a response, or does something worse. */
export type Answer = (exchange: Exchange) => void;

/** What the server does with one request. */
export interface Step {
  answer: Answer;
  /** Whether to apply the update before answering. Default: false. */
  apply?: boolean;
  /** Whether to answer before the body has arrived. Default: false. */
  early?: boolean;
}

/** Decides what happens to a request. Without a step, the update is applied and answered as documented. */
export type Script = (request: Received) => Step | undefined;

export interface FaultServer {
  /** The base URL. */
  url: string;
  /** The requests, in the order of arrival. */
  requests: Received[];
  /** The models, by ID: the properties that updates have set, and the number of updates applied. */
  state: Map<string, { properties: Record<string, unknown>; updates: number }>;
  /** Returns the number of connections made to `elsewhere`. */
  strayed(): number;
  /** Resolves as soon as no connection is open. */
  unused(): Promise<void>;
  close(): Promise<void>;
}

export interface FaultServerOptions {
  /** Default: a free port. */
  port?: number;
  /** How long a connection is offered for reuse, in seconds. Default: 0, clients close it after one request. */
  keepAlive?: number;
  /** Called when no more of a response will be sent. */
  onStall?: (request: Received) => void;
}

/** Starts a server on 127.0.0.1 that treats each request as a script says, and a second one that counts connections. */
export async function startFaultServer(
  script: Script,
  { port = 0, keepAlive = 0, onStall = () => {} }: FaultServerOptions = {},
): Promise<FaultServer> {
  const requests: Received[] = [];
  const state: FaultServer["state"] = new Map();
  const attempts = new Map<string, number>();
  const other = await listen((_, response) => response.end("{}"), 0);

  const handle = async (message: IncomingMessage, response: ServerResponse) => {
    const { method = "", url = "", headers, socket } = message;
    const modelId = decodeURIComponent(/^\/v1\/models\/([^/?]+)/.exec(url)?.[1] ?? "");
    const attempt = (attempts.get(`${method} ${modelId}`) ?? 0) + 1;
    attempts.set(`${method} ${modelId}`, attempt);
    const request: Received = { method, url, headers, modelId, attempt, body: {} };
    requests.push(request);
    const step = script(request) ?? { answer: documented, apply: true };
    if (!step.early) request.body = JSON.parse((await text(message)) || "{}");

    const model = state.get(modelId) ?? { properties: {}, updates: 0 };
    const properties = step.apply ? { ...model.properties, ...request.body } : model.properties;
    if (step.apply) state.set(modelId, { properties, updates: model.updates + 1 });
    // undici closes a connection at least a second early.
    response.setHeader("Keep-Alive", `timeout=${keepAlive === 0 ? 1 : keepAlive + 2}`);
    step.answer({
      request,
      response,
      socket,
      documented: JSON.stringify({ model: { ...properties, id: modelId } }),
      echo: [headers.authorization, ...stringsIn(request.body)].join(" "),
      url: main.url,
      elsewhere: other.url,
      stalled: () => onStall(request),
    });
  };

  const main = await listen((message, response) => {
    handle(message, response).catch((error: NodeJS.ErrnoException) => {
      message.socket.destroy();
      if (error.code !== "ECONNRESET") throw error; // The client may hang up, but a script must not fail.
    });
  }, port);
  return {
    url: main.url,
    requests,
    state,
    strayed: other.connections,
    unused: main.unused,
    close: async () => {
      await Promise.all([main.close(), other.close()]);
    },
  };
}

/** Does the steps one after another for each model, and repeats the last. */
export function inTurn(...steps: (Step | Answer)[]): Script {
  const all = steps.map((step) => (typeof step === "function" ? { answer: step } : step));
  return ({ attempt }) => all[Math.min(attempt, all.length) - 1];
}

/** Answers without a fault. */
export const documented: Answer = ({ response, documented }) => {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(documented) });
  response.end(documented);
};

/** Returns a port of 127.0.0.1 on which nothing listens. */
export async function closedPort(): Promise<number> {
  const { url, close } = await listen(() => {}, 0);
  await close();
  return Number(new URL(url).port);
}

async function listen(handle: RequestListener, at: number) {
  // The client alone decides how long a connection lives, so that one left open is noticed.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, handle);
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => {}); // Resets are expected.
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("clientError", (_, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(at, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    connections: () => connections,
    async unused() {
      for (const socket of sockets) await new Promise((resolve) => socket.once("close", resolve));
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
