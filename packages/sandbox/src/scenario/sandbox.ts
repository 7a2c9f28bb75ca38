import type { Model } from "@scenario-openapi/types";
import { description, settings } from "../description.ts";
import type { Sandbox as DocumentedSandbox } from "../sandbox.ts";
import { type ModelsApi, readModelsApi, sandboxOfModels } from "./models-api.ts";

/** How a sandbox starts. */
export interface SandboxOptions {
  /** The models to start with, instead of the seed models. Each must fit the documented schema of a model. */
  models?: readonly Model[];
  /** The user name that requests must send. Not empty, without a colon. Default: `sandbox-key`. */
  apiKey?: string;
  /** The password that requests must send. Default: `sandbox-secret`. */
  apiSecret?: string;
  /** The clock for `updatedAt`. Default: the system's. */
  now?: () => Date;
  /**
   * Origins of web pages that may use the sandbox, such as `https://docs.example.com`, in addition to those of this
   * machine. `null`, the origin of a page opened from a file, is allowed already unless `models` is set. Default: none.
   */
  allowOrigins?: readonly string[];
}

/** The documented API, running in this process. */
export interface Sandbox extends DocumentedSandbox {
  /** Copies of the models as they are now. Changing a copy does not change the sandbox. */
  models: {
    get(modelId: string): Model | undefined;
    list(): Model[];
  };
  /** The credentials that requests must send. */
  credentials: {
    apiKey: string;
    apiSecret: string;
    /** The value of the `Authorization` header: `Basic c2FuZ...`. */
    authorization: string;
  };
}

/**
 * Starts a sandbox: the documented operations, with models that keep their updates until the process ends. Unofficial.
 * Sandboxes share nothing.
 *
 * @throws {InvalidModelsError} if a given model does not fit the documented schema, or two have the same id
 * @throws {TypeError} if HTTP Basic authentication (RFC 7617) cannot send the key or the secret, or one of
 * `allowOrigins` is not an origin
 *
 * @example
 * const sandbox = createSandbox();
 * const response = await sandbox.fetch("https://api.cloud.scenario.com/v1/models/model_eyVcnFJcR92BxBkz7N6g5w", {
 *   method: "PUT",
 *   headers: { authorization: sandbox.credentials.authorization, "content-type": "application/json" },
 *   body: JSON.stringify({ name: "Moonlit Noir" }),
 * });
 * response.status; // 200
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  // Read and compiled once in a process, so that tests can create many sandboxes.
  api ??= readModelsApi(description, settings);
  return sandboxOfModels(api, options);
}

let api: ModelsApi | undefined;
