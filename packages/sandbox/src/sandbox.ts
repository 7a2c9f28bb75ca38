import type { Model } from "@scenario-openapi/types";
import { allowedOrigins } from "./allowed-origins.ts";
import { findUpdateModel, readDescription, type UpdateModelOperation } from "./description.ts";
import { type Listening, listen } from "./listen.ts";
import { storeModels } from "./model-store.ts";
import { type DocumentedChecks, documentedChecks } from "./request-checks.ts";
import { seedModels } from "./seed-models.ts";
import { createUpdateModelApp } from "./update-model-app.ts";

/** How a sandbox starts. */
export interface SandboxOptions {
  /** The models to start with, in place of the seed models. Each must fit the documented schema of a model. */
  models?: readonly Model[];
  /** The user name that requests must send. Not empty and without a colon. Default: `sandbox-key`. */
  apiKey?: string;
  /** The password that requests must send. Default: `sandbox-secret`. */
  apiSecret?: string;
  /** The clock that `updatedAt` is read from. Default: the system's. */
  now?: () => Date;
  /**
   * Origins whose web pages may ask, such as `https://docs.example.com`, beside those of this machine. `null`, the
   * origin of a page opened from a file, is one of them already where no `models` are given. Default: none.
   */
  allowOrigins?: readonly string[];
}

/** The documented API, running in this process. */
export interface Sandbox {
  /**
   * Answers a request in this process, without a network. It takes what the global `fetch` takes, at any host: only
   * the path counts. Hand it to a client in place of `fetch`.
   */
  fetch: typeof globalThis.fetch;
  /**
   * Serves the sandbox over HTTP on 127.0.0.1.
   *
   * @param port 0 picks a free port. Default: 4010.
   * @throws {RangeError} Where the port is not a whole number from 0 to 65535.
   * @throws {Error} Where the port is in use, or the system refuses it.
   */
  listen(port?: number): Promise<Listening>;
  /** The models as they are now. What is returned is a copy: to change it changes nothing in the sandbox. */
  models: {
    get(modelId: string): Model | undefined;
    list(): Model[];
  };
  /** What requests must authenticate with. */
  credentials: {
    apiKey: string;
    apiSecret: string;
    /** Both as the value of an `Authorization` header: `Basic c2FuZ...`. */
    authorization: string;
  };
}

/**
 * Starts a sandbox: the documented `PUT /v1/models/{modelId}` with models that remember their updates until the
 * process ends. Sandboxes share nothing.
 *
 * @throws {InvalidModelsError} Where a given model does not fit the documented schema, or two have one id.
 * @throws {TypeError} Where the key or the secret cannot be sent by HTTP Basic authentication (RFC 7617), or one of
 * `allowOrigins` is no origin.
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
  const { apiKey = "sandbox-key", apiSecret = "sandbox-secret", now = () => new Date() } = options;
  if (apiKey === "" || apiKey.includes(":") || hasControlCharacter(apiKey)) {
    throw new TypeError(
      `apiKey must not be empty nor have colons or control characters, is ${JSON.stringify(apiKey)}.`,
    );
  }
  if (hasControlCharacter(apiSecret)) throw new TypeError("apiSecret must not have control characters.");

  // Any page can make itself a frame with the origin null: of models that are not public, it must see nothing.
  const fromFiles = options.models === undefined ? ["null"] : [];
  const isAllowedOrigin = allowedOrigins([...fromFiles, ...(options.allowOrigins ?? [])]);

  const { operation, checks } = documented();
  const models = storeModels(options.models ?? seedModels, checks.model);
  const app = createUpdateModelApp({
    operation,
    checks,
    credentials: { apiKey, apiSecret },
    models,
    now,
    isAllowedOrigin,
  });

  return {
    fetch: async (input, init) => {
      // A request that only a signal comes with is taken as it is: a copy would pipe its body through a stream.
      const whole = input instanceof Request && Object.keys(init ?? {}).every((key) => key === "signal");
      const request = whole ? input : new Request(input, init);
      (init?.signal ?? request.signal).throwIfAborted();
      return app.fetch(request);
    },
    listen: (port = 4010) => listen(app.fetch, operation.basePath, port),
    models: {
      get: (modelId) => structuredClone(models.get(modelId)),
      list: () => structuredClone([...models.values()]),
    },
    credentials: {
      apiKey,
      apiSecret,
      authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`, "utf8").toString("base64")}`,
    },
  };
}

let compiled: { operation: UpdateModelOperation; checks: DocumentedChecks } | undefined;

/** Read and compiled at the first call and kept, so that a sandbox for each test costs next to nothing. */
function documented() {
  if (compiled === undefined) {
    const operation = findUpdateModel(readDescription());
    compiled = { operation, checks: documentedChecks(operation) };
  }
  return compiled;
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
