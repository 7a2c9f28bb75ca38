import type { Model } from "@scenario-openapi/types";
import { type Api, readApi, sandboxOf } from "./api.ts";
import { description } from "./description.ts";
import type { Listening } from "./listen.ts";

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
export interface Sandbox {
  /**
   * Handles a request in this process, without a network. It takes the same arguments as the global `fetch`, for which
   * clients can use it, and rejects in the same way if the signal is aborted before the whole body is read. The host of
   * the URL is ignored.
   */
  fetch: typeof globalThis.fetch;
  /**
   * Serves the sandbox over HTTP on 127.0.0.1.
   *
   * @param port 0 picks a free port. Default: 4010.
   * @throws {RangeError} if the port is not a whole number from 0 to 65535
   * @throws {Error} if the port is in use, or the system refuses it
   */
  listen(port?: number): Promise<Listening>;
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
  api ??= readApi(description);
  return sandboxOf(api, options);
}

let api: Api | undefined;
