import { findRuleProblems, type ValueProblem } from "@scenario-openapi/client/validate";
import type { Model, UpdateModelRequest, UpdateModelResponse } from "@scenario-openapi/types";
import { Hono } from "hono";
import { auth } from "hono/utils/basic-auth";
import { applyUpdate } from "./apply-update.ts";
import { crossOrigin } from "./cross-origin.ts";
import type { Check, Parameter, UpdateModelOperation } from "./description.ts";
import { type RequestProblem, refuse } from "./problem-details.ts";

/** The largest request body in bytes, 1 MiB. This is the sandbox's own limit; none is documented. */
export const maxBodyBytes = 1_048_576;

interface UpdateModelAppOptions {
  operation: UpdateModelOperation;
  credentials: { apiKey: string; apiSecret: string };
  /** The models by id. An update replaces an entry; no model is changed in place. */
  models: Map<string, Model>;
  now: () => Date;
  /** Whether web pages of an origin may use the application. */
  isAllowedOrigin: (origin: string) => boolean;
}

/** Creates the application that serves `PUT /v1/models/{modelId}` and refuses all other requests. */
export function createUpdateModelApp(options: UpdateModelAppOptions): Hono {
  const { operation, credentials, models, now } = options;
  const { checks } = operation;
  const documented = `PUT ${operation.path}`;
  const route = operation.path.replace(/\{(\w+)\}/g, ":$1");
  const app = new Hono();

  app.use(crossOrigin(options.isAllowedOrigin));

  app.put(route, async (context, next) => {
    const sent = auth(context.req.raw);
    if (sent?.username === credentials.apiKey && sent.password === credentials.apiSecret) return next();
    return refuse(
      401,
      "Send the sandbox's key as the user name and its secret as the password of HTTP Basic authentication.",
      { headers: { "www-authenticate": 'Basic realm="Scenario sandbox", charset="UTF-8"' } },
    );
  });

  app.put(route, async (context) => {
    const { req } = context;
    const modelId = req.param("modelId") ?? "";
    const pathProblems = within("path", checks.path(req.param()));
    if (pathProblems.length === 0 && !models.has(modelId)) {
      return refuse(404, `No model has the id "${modelId}". The sandbox has ${listed([...models.keys()])}.`);
    }

    const contentType = req.header("content-type");
    if (contentType?.split(";")[0]?.trim().toLowerCase() !== operation.mediaType) {
      return refuse(415, `The body must be ${operation.mediaType}, its Content-Type is ${contentType ?? "missing"}.`, {
        headers: { accept: operation.mediaType },
      });
    }

    const bytes = await readAtMost(maxBodyBytes, req.raw);
    if (bytes === undefined) {
      return refuse(413, `The body is larger than ${maxBodyBytes} bytes, the limit of the sandbox.`);
    }
    // Read after the last await, so that no other update happens before this one is stored.
    const model = models.get(modelId);
    const { body, problems: bodyProblems } = readUpdate(bytes, checks.requestBody, model);
    const problems = [
      ...pathProblems,
      ...within("query", checks.query(queryValues(req.queries(), operation.parameters))),
      ...within("body", bodyProblems),
    ];
    if (problems.length > 0 || body === undefined || model === undefined) {
      const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
      return refuse(400, `The request has ${count}; nothing was changed.`, { problems });
    }

    operation.removeUndocumented(body);
    const updated = applyUpdate(model, body, now());
    models.set(modelId, updated);
    return context.json<UpdateModelResponse>({ model: updated });
  });

  app.all(route, ({ req }) =>
    refuse(405, `${req.method} is not documented for this path, only ${documented}.`, { headers: { allow: "PUT" } }),
  );
  app.notFound(({ req }) => refuse(404, `${req.method} ${req.path} is not documented, only ${documented}.`));
  app.onError((error) => refuse(500, `The sandbox failed: ${error.message}`));
  return app;
}

/**
 * Returns the bytes of a request's body, or `undefined` if there are more than `limit`. A larger body is still read to
 * its end: unread, it would block its connection and keep the server from closing.
 */
async function readAtMost(limit: number, { body }: Request): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
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
export function queryValues(
  queries: Readonly<Record<string, readonly string[]>>,
  parameters: readonly Parameter[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, values]) => {
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

function within(place: RequestProblem["in"], problems: ValueProblem[]): RequestProblem[] {
  return problems.map((problem) => ({ ...problem, in: place }));
}

function listed(modelIds: string[]): string {
  const shown = modelIds.slice(0, 10).join(", ");
  if (modelIds.length === 0) return "no models";
  return modelIds.length > 10 ? `${shown} and ${modelIds.length - 10} more` : shown;
}
