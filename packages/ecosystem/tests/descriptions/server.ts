import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { OpenApiDocument } from "@repo/openapi";
import type { Call } from "./calls.ts";
import { decode, type Found } from "./decode.ts";

/** A description that the server has, with what it answers to each call. */
export interface Served {
  /** Its hosts are `*.<name>.test`. */
  name: string;
  document: OpenApiDocument;
  baseUrl: string | undefined;
  answers: Call["answer"][];
}

/** A request that arrived, as the header `X-Call` numbers it. */
export interface Arrived {
  /** The name of the description. */
  name: string;
  call: number;
  found: Found;
  /** The request, for whoever looks for the reason of a difference. */
  raw: string;
}

/**
 * Starts a server that is all hosts of the descriptions: the first segment of the path says which. It decodes each request
 * by its description.
 */
export async function startServer(descriptions: readonly Served[]) {
  const arrived: Arrived[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url: sent = "", headers } = request;
    const url = new URL(`https:/${sent}`);
    const call = Number(headers["x-call"]);
    const served = descriptions.find(({ name }) => url.hostname.endsWith(`.${name}.test`));
    const answer = served?.answers[call];
    if (!served || !answer) throw new Error(`Nobody planned ${method} ${url}`);
    const body = await buffer(request);
    const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));
    const found = await decode(served.document, { method, url, headers: texts, body }, served.baseUrl);
    const kept = Object.entries(texts).filter(([name]) => !/^(host|connection|user-agent|x-call|sec-.*)$/.test(name));
    const raw = [`${method} ${url.href}`, ...kept.map(([name, value]) => `${name}: ${value}`), "", body.toString()];
    arrived.push({ name: served.name, call, found, raw: raw.join("\n") });
    await write(answer, request, response);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(599, { "Content-Type": "text/plain" }).end(String((error as Error).stack));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    close: () => new Promise((done) => server.close(done)),
  };
}

async function write(
  { status, headers, bodies }: Call["answer"],
  { headers: asked, method }: IncomingMessage,
  response: ServerResponse,
) {
  const acceptable = accepted(
    asked.accept ?? "*/*",
    bodies.map(({ mediaType }) => mediaType),
  );
  // Errors are sent whatever was asked for.
  const chosen = bodies[acceptable === -1 && status >= 400 ? 0 : acceptable];
  if (!chosen && bodies.length > 0) return void response.writeHead(406).end(`Not acceptable: ${asked.accept}`);
  response.writeHead(status, { ...headers, ...(chosen && { "Content-Type": chosen.contentType }) });
  if (chosen && method !== "HEAD") {
    // In pieces, which part characters and the ends of lines.
    const body = Buffer.from(chosen.body);
    const size = Math.max(3, Math.ceil(body.length / 20));
    for (let from = 0; from < body.length; from += size) {
      response.write(body.subarray(from, from + size));
      await new Promise(setImmediate);
    }
  }
  response.end();
}

/** The index of the media type that `Accept` asks for, or -1. Those that it likes as well come in the server's order. */
function accepted(accept: string, mediaTypes: readonly string[]): number {
  const ranges = accept.split(",").map((range) => {
    const [type = "", ...parameters] = range.split(";").map((piece) => piece.trim());
    const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    return { type, quality: Number(quality ?? 1) };
  });
  const qualities = mediaTypes.map((mediaType) => {
    const fits = ({ type }: { type: string }) =>
      [mediaType, "*/*", mediaType.replace(/\/.*/, "/*")].includes(type) || mediaType === "*/*";
    return Math.max(0, ...ranges.filter(fits).map(({ quality }) => quality));
  });
  const best = Math.max(...qualities);
  return best > 0 ? qualities.indexOf(best) : -1;
}
