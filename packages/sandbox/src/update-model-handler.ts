import { TextDecoder } from "node:util";
import { findRuleProblems, type Problem, type ValueProblem } from "@scenario-openapi/client/validate";
import type { Model, UpdateModelRequest, UpdateModelResponse } from "@scenario-openapi/types";
import { applyUpdate } from "./apply-update.ts";
import { crossOrigin } from "./cross-origin.ts";
import type { Check, Parameter, UpdateModelOperation } from "./description.ts";
import type { Handler, HttpRequest, HttpResponse } from "./http.ts";
import { refuse } from "./problem-details.ts";

/** The largest request body in bytes, 1 MiB. This is the sandbox's own limit; none is documented. */
export const maxBodyBytes = 1_048_576;

interface UpdateModelHandlerOptions {
  operation: UpdateModelOperation;
  credentials: { apiKey: string; apiSecret: string };
  /** The models by id. An update replaces an entry; no model is changed in place. */
  models: Map<string, Model>;
  now: () => Date;
  /** Whether web pages of an origin may send requests. */
  isAllowedOrigin: (origin: string) => boolean;
}

/** Creates the handler that serves `PUT /v1/models/{modelId}` and refuses all other requests. */
export function updateModelHandler(options: UpdateModelHandlerOptions): Handler {
  const { operation, credentials, models, now } = options;
  const { checks } = operation;
  const documented = `PUT ${operation.path}`;
  const route = new RegExp(`^${operation.path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);

  return crossOrigin(options.isAllowedOrigin, async ({ method, url, headers, body }) => {
    const { path, query } = splitUrl(url);
    const segments = route.exec(path)?.groups;
    if (segments === undefined) return refuse(404, `${method} ${path} is not documented, only ${documented}.`);
    if (method !== "PUT") {
      const detail = `${method} is not documented for this path, only ${documented}.`;
      return refuse(405, detail, { headers: { allow: "PUT" } });
    }

    if (userAndPassword(headers.authorization) !== `${credentials.apiKey}:${credentials.apiSecret}`) {
      return refuse(
        401,
        "Send the sandbox's key as the user name and its secret as the password of HTTP Basic authentication.",
        { headers: { "www-authenticate": 'Basic realm="Scenario sandbox", charset="UTF-8"' } },
      );
    }

    const parameters = Object.fromEntries(Object.entries(segments).map(([name, value]) => [name, decode(value)]));
    const modelId = parameters["modelId"] ?? "";
    const pathProblems = within("path", checks.path(parameters));
    if (pathProblems.length === 0 && !models.has(modelId)) {
      return refuse(404, `No model has the id "${modelId}". The sandbox has ${listed([...models.keys()])}.`);
    }

    const contentType = headers["content-type"];
    if (contentType?.split(";")[0]?.trim().toLowerCase() !== operation.mediaType) {
      return refuse(415, `The body must be ${operation.mediaType}, its Content-Type is ${contentType ?? "missing"}.`, {
        headers: { accept: operation.mediaType },
      });
    }

    const bytes = await readAtMost(maxBodyBytes, body);
    if (bytes === undefined) {
      return refuse(413, `The body is larger than ${maxBodyBytes} bytes, the limit of the sandbox.`);
    }
    const queryProblems = within("query", checks.query(queryValues(query, operation.parameters)));
    try {
      return update(modelId, bytes, [...pathProblems, ...queryProblems]);
    } catch (error) {
      return refuse(500, `The sandbox failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  });

  /** Synchronous, so that no other update happens between reading the model and storing it. */
  function update(modelId: string, bytes: Uint8Array, parameterProblems: Problem[]): HttpResponse {
    const model = models.get(modelId);
    const { body, problems: bodyProblems } = readUpdate(bytes, checks.requestBody, model);
    const problems = [...parameterProblems, ...within("body", bodyProblems)];
    if (problems.length > 0 || body === undefined || model === undefined) {
      const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
      return refuse(400, `The request has ${count}; nothing was changed.`, { problems });
    }

    operation.removeUndocumented(body);
    const updated = applyUpdate(model, body, now());
    models.set(modelId, updated);
    const response: UpdateModelResponse = { model: updated };
    return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(response) };
  }
}

function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const [, path = "", query] = /^(?:\w+:\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?/.exec(url) ?? [];
  return { path, query: new URLSearchParams(query) };
}

/** Returns a path segment without its percent-encoding, or as it is if that is malformed. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Returns the `name:password` that an `Authorization` header contains (RFC 7617). */
function userAndPassword(authorization = ""): string | undefined {
  const [, encoded] = /^Basic +(\S+)$/i.exec(authorization) ?? [];
  return encoded && Buffer.from(encoded, "base64").toString();
}

/**
 * Returns the bytes of a body, or `undefined` if there are more than `limit`. A larger body is still read to its end:
 * unread, it would block its connection.
 */
async function readAtMost(limit: number, body: HttpRequest["body"]): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
  }
  return size <= limit ? Buffer.concat(chunks) : undefined;
}

function readUpdate(
  bytes: Uint8Array,
  check: Check,
  model: Model | undefined,
): { body?: UpdateModelRequest; problems: ValueProblem[] } {
  let body: UpdateModelRequest;
  try {
    body = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const reason = bytes.byteLength === 0 ? "it is empty; send {} to change nothing" : message;
    return { problems: [{ pointer: "", rule: "json", message: `must be JSON in UTF-8: ${reason}` }] };
  }
  // Schema and rules are both checked, so that one response reports every problem.
  return { body, problems: [...check(body), ...findRuleProblems(body, model)] };
}

/**
 * Converts query parameters to the types in their schemas: `true` and `false` to booleans, numbers to numbers. Other
 * text stays text, and a parameter that is sent twice becomes an array, which the check refuses.
 */
export function queryValues(query: URLSearchParams, parameters: readonly Parameter[]): Record<string, unknown> {
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name);
      const schema = parameters.find((parameter) => parameter.in === "query" && parameter.name === name)?.schema;
      return [name, values.length === 1 ? typed(values[0], schema?.["type"]) : values];
    }),
  );
}

function typed(text: string | undefined, type: unknown): unknown {
  const types = [type].flat();
  if (types.includes("boolean") && (text === "true" || text === "false")) return text === "true";
  if ((types.includes("number") || types.includes("integer")) && text && Number.isFinite(Number(text))) {
    return Number(text);
  }
  return text;
}

function within(place: Problem["in"], problems: ValueProblem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, in: place }));
}

function listed(modelIds: string[]): string {
  const shown = modelIds.slice(0, 10).join(", ");
  if (modelIds.length === 0) return "no models";
  return modelIds.length > 10 ? `${shown} and ${modelIds.length - 10} more` : shown;
}
