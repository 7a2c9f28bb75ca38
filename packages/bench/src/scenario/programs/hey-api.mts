// Generated from the same description with the generator's defaults, into ./hey-api. Its `auth` is what Basic encodes.
import { type UpdateModelRequest, updateModel } from "./hey-api";
import { createClient } from "./hey-api/client";
import type { Service } from "./service.mts";

export function connect({ baseUrl, apiKey, apiSecret, fetch }: Service) {
  const client = createClient({ baseUrl, auth: `${apiKey}:${apiSecret}`, throwOnError: true, ...(fetch && { fetch }) });
  return async (modelId: string, body: UpdateModelRequest) => {
    const { data } = await updateModel({ client, path: { modelId }, body, throwOnError: true });
    return data.model;
  };
}
