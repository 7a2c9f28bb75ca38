// A process that answers each update with the model it was forked with, and refuses what no client should send.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const [answer = "", authorization = ""] = process.argv.slice(2);

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const status = statusOf(request.method, request.headers.authorization, Buffer.concat(chunks).toString());
  const body = status === 200 ? answer : JSON.stringify({ detail: `This request is refused with ${status}.` });
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());

function statusOf(method: string | undefined, sent: string | undefined, body: string): number {
  if (sent !== authorization) return 401;
  if (method !== "PUT") return 405;
  try {
    return typeof JSON.parse(body).name === "string" ? 200 : 400;
  } catch {
    return 400;
  }
}
