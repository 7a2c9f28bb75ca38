// Generated from the same description with the generator's defaults, into ./redocly.ts. It can retry and limit the time
// of a call, but does so only if asked to: it is not asked here.
import { createClient, OPERATIONS, type Ops, type UpdateModelBody } from "./redocly";
import type { Service } from "./service.mts";

export function connect({ baseUrl, apiKey, apiSecret, fetch }: Service) {
  const client = createClient<Ops>(OPERATIONS, {
    serverUrl: baseUrl,
    auth: { basic: { username: apiKey, password: apiSecret } },
    ...(fetch && { fetch }),
  });
  return async (modelId: string, body: UpdateModelBody) => {
    const { model } = await client.updateModel({ path: { modelId }, body });
    return model;
  };
}
