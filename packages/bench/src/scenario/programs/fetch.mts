// What one writes without a client.
import type { UpdateModelRequest, UpdateModelResponse } from "@scenario-openapi/types";
import type { Service } from "./service.mts";

export function connect({ baseUrl, apiKey, apiSecret, fetch = globalThis.fetch }: Service) {
  const authorization = `Basic ${btoa(`${apiKey}:${apiSecret}`)}`;
  return async (modelId: string, body: UpdateModelRequest) => {
    const response = await fetch(`${baseUrl}/models/${encodeURIComponent(modelId)}`, {
      method: "PUT",
      headers: { Authorization: authorization, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    const { model }: UpdateModelResponse = await response.json();
    return model;
  };
}
