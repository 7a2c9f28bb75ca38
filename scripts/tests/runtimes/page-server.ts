import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Serves an empty page with one script, under a policy that allows that script and requests to one origin. */
export async function servePage(script: string, apiOrigin: string): Promise<{ url: string; close(): Promise<void> }> {
  const policy = `default-src 'none'; script-src 'self'; connect-src ${apiOrigin}`;
  const server = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.setHeader("content-security-policy", policy);
    response.end(
      isScript ? script : '<!doctype html><title>Page</title><script type="module" src="/page.js"></script>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
