// Over HTTP it takes the adapter that it prefers, Node's http; a `fetch` of one's own needs the fetch adapter.
import type { UpdateModelRequest, UpdateModelResponse } from "@scenario-openapi/types";
import axios from "axios";
import type { Service } from "./service.mts";

export function connect({ baseUrl, apiKey, apiSecret, fetch }: Service) {
  const api = axios.create({
    baseURL: baseUrl,
    auth: { username: apiKey, password: apiSecret },
    ...(fetch && { adapter: "fetch", env: { fetch } }),
  });
  return async (modelId: string, body: UpdateModelRequest) => {
    const { data } = await api.put<UpdateModelResponse>(`/models/${encodeURIComponent(modelId)}`, body);
    return data.model;
  };
}
