import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the front saw it. */
export interface SeenRequest {
  run: string;
  fault: string;
  method: string;
  /** The user name of HTTP Basic. */
  key: string | undefined;
  /** The `name` in the body. */
  name: string | undefined;
  userAgent: string | undefined;
}

/** A server before the sandbox that answers as the first part of the path says: `/{fault}/{run}/v1/...`. */
export interface Front {
  url: string;
  seen: SeenRequest[];
  close(): Promise<void>;
}

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, PUT",
  "access-control-allow-headers": "authorization, content-type",
  "access-control-expose-headers": "retry-after",
};

/**
 * Starts a front on a free port. The faults:
 *
 * - `none`: the sandbox answers
 * - `busy`: 503 to the first request with a body's `name`, then the sandbox answers
 * - `accounts`: as `busy`; then the sandbox answers, whatever the credentials are
 * - `down`: always 503, to be tried again in 20 seconds
 * - `cut`: the first answer with a body's `name` breaks off in the middle of its body, then the sandbox answers
 * - `silent`: no answer, ever
 * - `stalled`: the headers and half a body, then nothing
 * - `moved`: a redirect to another origin
 *
 * `GET /held/{run}` tells how many requests of a run are held open by `silent` and `stalled`.
 *
 * @param sandboxUrl where the sandbox listens, `/v1` included
 * @param authorization what the sandbox wants, for `accounts`
 */
export async function startFront(sandboxUrl: string, authorization: string): Promise<Front> {
  const seen: SeenRequest[] = [];
  const held = new Map<string, number>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
    const [, fault = "", run = "", , ...rest] = (request.url ?? "").split("/");
    if (request.method === "OPTIONS") return void response.writeHead(204).end();
    if (fault === "held") return void response.end(String(held.get(run) ?? 0));

    const body = await textOf(request);
    const name = nameIn(body);
    const before = seen.filter((other) => other.run === run && other.fault === fault && other.name === name);
    seen.push({
      run,
      fault,
      method: request.method ?? "",
      key: keyOf(request),
      name,
      userAgent: request.headers["user-agent"],
    });

    if (fault === "silent" || fault === "stalled") {
      held.set(run, (held.get(run) ?? 0) + 1);
      response.on("close", () => held.set(run, (held.get(run) ?? 0) - 1));
      if (fault === "stalled") response.writeHead(200, JSON_TYPE).write('{ "model": {');
      return;
    }
    if (fault === "moved") {
      return void response
        .writeHead(307, { location: `http://localhost:${port}/none/${run}/v1/${rest.join("/")}` })
        .end();
    }
    if (fault === "down") return void response.writeHead(503, { "retry-after": "20" }).end();
    if ((fault === "busy" || fault === "accounts") && before.length === 0) return void response.writeHead(503).end();
    if (fault === "cut" && before.length === 0) {
      response.writeHead(200, { ...JSON_TYPE, "content-length": "1000" });
      return void response.write('{ "model": {', () => response.destroy());
    }

    const answered = await fetch(`${sandboxUrl}/${rest.join("/")}`, {
      method: request.method ?? "",
      headers: {
        "content-type": request.headers["content-type"] ?? "",
        authorization: fault === "accounts" ? authorization : (request.headers.authorization ?? ""),
      },
      body,
    });
    response.writeHead(answered.status, { "content-type": answered.headers.get("content-type") ?? "" });
    response.end(await answered.text());
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const JSON_TYPE = { "content-type": "application/json" };

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}

function nameIn(body: string): string | undefined {
  const { name } = JSON.parse(body || "{}") as { name?: string };
  return name;
}

function keyOf(request: IncomingMessage): string | undefined {
  const encoded = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  return encoded && Buffer.from(encoded, "base64").toString().split(":")[0];
}
