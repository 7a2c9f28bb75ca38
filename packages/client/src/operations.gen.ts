// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type { paths } from "@scenario-openapi/types";
import type { CallOptions, Operation, OperationResult } from "./runtime/operation.ts";
import type { DocumentedError } from "./runtime/typed-response.ts";

/** The version of the description that this module was generated from. */
export const specVersion = "1.0.0";

/** The first server of the description. */
export const serverUrl = "https://api.cloud.scenario.com/v1";

/** How the client sends each operation. */
export const operations = {
  updateModel: {
    method: "PUT",
    path: "/models/{modelId}",
    parameters: { path: ["modelId"], query: ["originalAssets"] },
    secrets: ["wandbKey"],
  },
} as const satisfies Record<keyof OperationMethods, Operation>;

/** The input of {@link OperationMethods.updateModel}. */
export interface UpdateModelInput extends CallOptions {
  /** The parameter of the path: `modelId`. */
  path: paths["/models/{modelId}"]["put"]["parameters"]["path"];
  /** The parameter of the query: `originalAssets`. */
  query?: paths["/models/{modelId}"]["put"]["parameters"]["query"];
  /** The settings to change. */
  body: NonNullable<paths["/models/{modelId}"]["put"]["requestBody"]>["content"]["application/json"];
}

/** The result of {@link OperationMethods.updateModel}. */
export type UpdateModelOutput = paths["/models/{modelId}"]["put"]["responses"][200]["content"]["application/json"];

/** The error of {@link OperationMethods.updateModel} if the status is not 2xx. */
export type UpdateModelError = DocumentedError<paths["/models/{modelId}"]["put"]["responses"]>;

/** One method for each operation. */
export interface OperationMethods {
  /**
   * Update a model
   *
   * Changes the settings of one model and returns the model. Every property of the body is optional, and `null`
   * unsets those that accept it. What becomes of a setting that is not sent is not documented.
   *
   * `PUT /models/{modelId}`
   */
  updateModel(input: UpdateModelInput): OperationResult<UpdateModelOutput, UpdateModelError>;
}
