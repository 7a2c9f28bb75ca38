// Retries, and ends a call after ten seconds, by its defaults.
import type { UpdateModelRequest, UpdateModelResponse } from "@scenario-openapi/types";
import ky from "ky";
import type { Service } from "./service.mts";

export function connect({ baseUrl, apiKey, apiSecret, fetch }: Service) {
  const api = ky.create({
    baseUrl: `${baseUrl}/`,
    headers: { Authorization: `Basic ${btoa(`${apiKey}:${apiSecret}`)}` },
    ...(fetch && { fetch }),
  });
  return async (modelId: string, body: UpdateModelRequest) => {
    const { model } = await api
      .put(`models/${encodeURIComponent(modelId)}`, { json: body })
      .json<UpdateModelResponse>();
    return model;
  };
}
