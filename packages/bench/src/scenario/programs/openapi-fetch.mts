// Its README leaves authentication to the headers, and what an error is to the caller.
import type { paths, UpdateModelRequest } from "@scenario-openapi/types";
import createClient from "openapi-fetch";
import type { Service } from "./service.mts";

export function connect({ baseUrl, apiKey, apiSecret, fetch }: Service) {
  const client = createClient<paths>({
    baseUrl,
    headers: { Authorization: `Basic ${btoa(`${apiKey}:${apiSecret}`)}` },
    ...(fetch && { fetch }),
  });
  return async (modelId: string, body: UpdateModelRequest) => {
    const { data, error, response } = await client.PUT("/models/{modelId}", { params: { path: { modelId } }, body });
    if (!data) throw new Error(`${response.status} ${JSON.stringify(error)}`);
    return data.model;
  };
}
