import { createServer, type RequestListener, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";

/** A server on a free port. */
interface Listening {
  url: string;
  close(): Promise<void>;
}

/** Serves until it is closed. */
export async function listen(listener: RequestListener, server: Server = createServer()): Promise<Listening> {
  server.on("request", listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Starts a proxy for plain http, which notes the hosts that it was asked for. Some clients open a tunnel to them. */
export async function startProxy(): Promise<Listening & { asked: string[] }> {
  const asked: string[] = [];
  const server = createServer();
  server.on("connect", ({ url = "" }, socket, head) => {
    asked.push(url);
    const { hostname, port } = new URL(`http://${url}`);
    const upstream = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [upstream, socket]) end.on("error", () => end.destroy());
  });
  const forward: RequestListener = (incoming, response) => {
    const { url = "", method, headers } = incoming;
    asked.push(new URL(url).host);
    const outgoing = request(url, { method, headers }, (received) => {
      response.writeHead(received.statusCode ?? 502, received.headers);
      received.pipe(response);
    });
    incoming.pipe(outgoing);
  };
  return { ...(await listen(forward, server)), asked };
}
