// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type { paths } from "@scenario-openapi/types";
import type { CallOptions, Operation, OperationResult } from "./operation.ts";

/** The version of the description that this module was generated from. */
export const specVersion = "1.0.0";

/** The SHA-256 of the bundled description that this module was generated from, as hexadecimal digits. */
export const specHash = "a9864a2ef9344fb2337af815f0b045436227854313f2e9623f74531502d680ad";

/** The first server of the description. */
export const serverUrl = "https://api.cloud.scenario.com/v1";

/** What the client needs of each operation to send it. */
export const operations = {
  updateModel: {
    method: "put",
    path: "/models/{modelId}",
    parameters: { path: ["modelId"], query: ["originalAssets"] },
    secrets: ["wandbKey"],
  },
} as const satisfies Record<keyof OperationMethods, Operation>;

/** What {@link OperationMethods.updateModel} takes. */
export interface UpdateModelInput extends CallOptions {
  path: paths["/models/{modelId}"]["put"]["parameters"]["path"];
  query?: paths["/models/{modelId}"]["put"]["parameters"]["query"];
  body: NonNullable<paths["/models/{modelId}"]["put"]["requestBody"]>["content"]["application/json"];
}

/** What {@link OperationMethods.updateModel} resolves to. */
export type UpdateModelOutput = paths["/models/{modelId}"]["put"]["responses"][200]["content"]["application/json"];

/** One method for each operation. */
export interface OperationMethods {
  /**
   * Update a model
   *
   * Changes the settings of one model and returns the model. Every property of the body is optional, and `null`
   * unsets those that accept it.
   *
   * `PUT /models/{modelId}`
   */
  updateModel(input: UpdateModelInput): OperationResult<UpdateModelOutput>;
}
