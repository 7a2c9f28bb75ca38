import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";

/** A request as it arrived. */
export interface Received {
  method: string;
  /** Path and query as they were sent. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
  modelId: string;
  /** How often this model was asked for, this time included. */
  attempt: number;
}

/** What an answer is made with. */
export interface Exchange {
  request: Received;
  response: ServerResponse;
  /** The connection under the response, for answers that are not HTTP as it should be. */
  socket: Socket;
  /** The documented answer for the model as the server has it. */
  documented: string;
  /** The credentials and every text of the body, as a careless server shows them back. */
  echo: string;
  /** This server's base URL. */
  url: string;
  /** The base URL of another server, where no request may arrive. */
  elsewhere: string;
  /** To be called when the answer will go on no more, or too slowly. */
  stalled(): void;
}

/** Writes an answer, or does not. */
export type Answer = (exchange: Exchange) => void;

/** What the server does with one request. */
export interface Step {
  answer: Answer;
  /** Whether the update is applied before the answer. Default: false. */
  apply?: boolean;
  /** Whether it answers as soon as the headers are there, with the body still on its way. Default: false. */
  early?: boolean;
}

/** What is to happen to a request. Without a step it is applied and answered as documented. */
export type Script = (request: Received) => Step | undefined;

/** A model as the server has it. */
export interface StoredModel {
  /** What the updates have set. */
  properties: Record<string, unknown>;
  /** How many updates were applied. */
  updates: number;
}

export interface FaultServer {
  /** The base URL. */
  url: string;
  /** What arrived, in the order of arrival. */
  requests: Received[];
  state: Map<string, StoredModel>;
  /** How many connections to the other origin there were. */
  strayed(): number;
  /** How many connections are open. */
  openSockets(): number;
  close(): Promise<void>;
}

export interface FaultServerOptions {
  /** Where to listen. Default: a free port. */
  port?: number;
  /** For how long connections are offered for another request, in seconds. Default: 0, clients close them after use. */
  keepAlive?: number;
  /** Called when an answer will go on no more. */
  onStall?: () => void;
}

/**
 * Starts a server on 127.0.0.1 that does to each request what a script says, over real sockets, and a second one that
 * only counts who comes.
 */
export async function startFaultServer(
  script: Script,
  { port = 0, keepAlive = 0, onStall = () => {} }: FaultServerOptions = {},
): Promise<FaultServer> {
  const requests: Received[] = [];
  const state: FaultServer["state"] = new Map();
  const attempts = new Map<string, number>();
  let strayed = 0;
  const other = await listen((_, response) => response.end("{}"), 0);
  other.server.on("connection", () => strayed++);

  const handle = async (message: IncomingMessage, response: ServerResponse) => {
    const { method = "", url: target = "", headers, socket } = message;
    const modelId = decodeURIComponent(/^\/v1\/models\/([^/?]+)/.exec(target)?.[1] ?? "");
    const attempt = (attempts.get(modelId) ?? 0) + 1;
    attempts.set(modelId, attempt);
    const request: Received = { method, url: target, headers, modelId, attempt, body: {} };
    requests.push(request);
    const step = script(request) ?? { answer: documented, apply: true };
    if (!step.early) request.body = JSON.parse((await text(message)) || "{}");

    const model = state.get(modelId) ?? { properties: {}, updates: 0 };
    const properties = step.apply ? { ...model.properties, ...request.body } : model.properties;
    if (step.apply) state.set(modelId, { properties, updates: model.updates + 1 });
    // One second is what undici takes off at least: what is left says for how long the client keeps the connection.
    response.setHeader("Keep-Alive", `timeout=${keepAlive === 0 ? 1 : keepAlive + 2}`);
    step.answer({
      request,
      response,
      socket,
      documented: JSON.stringify({ model: { ...properties, id: modelId } }),
      echo: [headers.authorization, ...texts(request.body)].join(" "),
      url: listening.url,
      elsewhere: other.url,
      stalled: onStall,
    });
  };

  const listening = await listen((message, response) => {
    handle(message, response).catch((error: NodeJS.ErrnoException) => {
      message.socket.destroy();
      if (error.code !== "ECONNRESET") throw error; // but where the client broke off, a fault of the script's
    });
  }, port);
  return {
    url: listening.url,
    requests,
    state,
    strayed: () => strayed,
    openSockets: () => listening.sockets.size,
    close: async () => {
      await Promise.all([listening.close(), other.close()]);
    },
  };
}

/** The steps one after another for each model, the last of them for ever. */
export function inTurn(...steps: (Step | Answer)[]): Script {
  const all = steps.map((step) => (typeof step === "function" ? { answer: step } : step));
  return ({ attempt }) => all[Math.min(attempt, all.length) - 1];
}

/** The answer of a server without faults. */
export const documented: Answer = ({ response, documented }) => {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(documented) });
  response.end(documented);
};

/** A port of 127.0.0.1 where nothing listens. */
export async function closedPort(): Promise<number> {
  const { port, close } = await listen(() => {}, 0);
  await close();
  return port;
}

interface Listening {
  server: Server;
  sockets: Set<Socket>;
  url: string;
  port: number;
  close(): Promise<void>;
}

async function listen(
  handle: (message: IncomingMessage, response: ServerResponse) => void,
  at: number,
): Promise<Listening> {
  // The client alone decides how long a connection lives: a server that closed it would hide one that was left open.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, handle);
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {}); // resets are what this is about
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("clientError", (_, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(at, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { server, sockets, url: `http://127.0.0.1:${port}/v1`, port, close };
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}
