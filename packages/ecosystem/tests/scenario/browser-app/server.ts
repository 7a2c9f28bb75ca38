// The server of the example app: it knows who is logged in, and it alone has the credentials.
import { randomUUID } from "node:crypto";
import type { RequestListener } from "node:http";
import { createScenarioProxy, type ScenarioProxyOptions } from "@scenario-openapi/client/proxy";
import { nodeListener } from "./node-listener.ts";

const policy = "default-src 'none'; script-src 'self'; connect-src 'self'";

/** Serves a page, its script, a login and the proxy. */
export function createApp(page: string, script: string, options: Partial<ScenarioProxyOptions>): RequestListener {
  const sessions = new Set<string>();
  const proxy = createScenarioProxy({
    path: "/api/scenario",
    authorize: ({ headers }) => sessions.has(/(?:^|; )session=([\w-]+)/.exec(headers.get("cookie") ?? "")?.[1] ?? ""),
    ...options,
  });
  const proxied = nodeListener(proxy);

  return (request, response) => {
    const { method, url = "" } = request;
    if (url.startsWith("/api/scenario/")) return proxied(request, response);
    if (url === "/" || url === "/page.js") {
      const type = url === "/" ? "text/html" : "text/javascript";
      response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-security-policy": policy });
      return response.end(url === "/" ? page : script);
    }
    if (url === "/login" && method === "POST") {
      const session = randomUUID();
      sessions.add(session);
      response.writeHead(204, { "set-cookie": `session=${session}; HttpOnly; SameSite=Lax; Path=/` });
      return response.end();
    }
    return response.writeHead(404).end();
  };
}
