// Uses everything that the client exports for a server of one's own.
import {
  createScenarioProxy,
  type ProblemDetails,
  type ProxiedCall,
  type ProxyOptions,
  type ScenarioProxyOptions,
} from "@scenario-openapi/client/proxy";

export const authorize: ProxyOptions["authorize"] = (request: Request, { operation, path }: ProxiedCall) =>
  request.headers.has("cookie") && operation === "updateModel" && path["modelId"] !== undefined;
const options: ScenarioProxyOptions = {
  authorize,
  path: "/api/scenario",
  allowedOrigins: ["https://app.example"],
  apiKey: "key",
  apiSecret: "secret",
  onError: (error: unknown) => console.error(error),
};
export const proxy: (request: Request) => Promise<Response> = createScenarioProxy(options);

// @ts-expect-error everyone would be let in
createScenarioProxy({ path: "/api/scenario" });
// @ts-expect-error the path is missing
createScenarioProxy({ authorize });
// @ts-expect-error the proxy holds the credentials
createScenarioProxy({ ...options, auth: "none" });

export async function read(response: Response): Promise<string> {
  const { title, detail, problems = [] }: ProblemDetails = JSON.parse(await response.text());
  return [title, detail, ...problems.map(({ pointer }) => pointer)].join("\n");
}
