import type { ValueProblem } from "@scenario-openapi/client/validate";
import type { Model } from "@scenario-openapi/types";
import { copyJson } from "./copy-json.ts";
import { allowedOrigins } from "./cross-origin.ts";
import { type Check, readOperation, type UpdateModelOperation } from "./description.ts";
import { fetchFrom } from "./fetch.ts";
import { type Listening, listen } from "./listen.ts";
import { seedModels } from "./seed-models.ts";
import { updateModelHandler } from "./update-model-handler.ts";

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

/** Thrown if the models that a sandbox should start with do not fit the documented schema of a model. */
export class InvalidModelsError extends Error {
  override readonly name = "InvalidModelsError";
  /** Every problem. A pointer starts with the model's index: `/0/status`. */
  readonly problems: readonly ValueProblem[];

  /** The message shows the first 20 problems. */
  constructor(problems: readonly ValueProblem[]) {
    const lines = problems.slice(0, 20).map(({ pointer, message }) => `  ${pointer} ${message}`);
    if (problems.length > 20) lines.push(`  and ${problems.length - 20} more`);
    super(["The models do not fit the documented schema:", ...lines].join("\n"));
    this.problems = problems;
  }
}

/**
 * Starts a sandbox: the documented `PUT /v1/models/{modelId}`, with models that keep their updates until the process
 * ends. Unofficial. Sandboxes share nothing.
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
  const { apiKey = "sandbox-key", apiSecret = "sandbox-secret", now = () => new Date() } = options;
  if (apiKey === "" || apiKey.includes(":") || hasControlCharacter(apiKey)) {
    throw new TypeError(
      `apiKey must not be empty or contain colons or control characters, is ${JSON.stringify(apiKey)}.`,
    );
  }
  if (hasControlCharacter(apiSecret)) throw new TypeError("apiSecret must not contain control characters.");

  // Any page can create a frame with the origin null, which must not see models that are not public.
  const fromFiles = options.models === undefined ? ["null"] : [];
  const isAllowedOrigin = allowedOrigins([...fromFiles, ...(options.allowOrigins ?? [])]);

  // Read and compiled once in a process, so that tests can create many sandboxes.
  operation ??= readOperation();
  const { basePath } = operation;
  const models = storeModels(options.models ?? seedModels, operation.checks.model);
  const handle = updateModelHandler({ operation, credentials: { apiKey, apiSecret }, models, now, isAllowedOrigin });

  return {
    fetch: fetchFrom(handle),
    listen: (port = 4010) => listen(handle, basePath, port),
    models: {
      get: (modelId) => {
        const model = models.get(modelId);
        return model && copyJson(model);
      },
      list: () => copyJson([...models.values()]),
    },
    credentials: {
      apiKey,
      apiSecret,
      authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`, "utf8").toString("base64")}`,
    },
  };
}

let operation: UpdateModelOperation | undefined;

/** Returns copies of the models by their id. Throws an `InvalidModelsError` if one is invalid. */
function storeModels(models: readonly Model[], check: Check): Map<string, Model> {
  const indexes = new Map<string, number>();
  const problems = models.flatMap((model, index) => {
    const found = check(model);
    const first = found.length === 0 ? indexes.get(model.id) : undefined;
    if (first !== undefined) {
      found.push({ pointer: "/id", rule: "unique-id", message: `is also the id of /${first}: "${model.id}"` });
    } else if (found.length === 0) indexes.set(model.id, index);
    return found.map((problem) => ({ ...problem, pointer: `/${index}${problem.pointer}` }));
  });
  if (problems.length > 0) throw new InvalidModelsError(problems);
  return new Map(models.map((model) => [model.id, copyJson(model)]));
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
