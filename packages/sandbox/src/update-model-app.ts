import { findRuleProblems, type ValueProblem } from "@scenario-openapi/client/validate";
import type { Model, UpdateModelRequest, UpdateModelResponse } from "@scenario-openapi/types";
import { Hono } from "hono";
import { auth } from "hono/utils/basic-auth";
import { applyUpdate } from "./apply-update.ts";
import { crossOrigin } from "./cross-origin.ts";
import type { UpdateModelOperation } from "./description.ts";
import { documentedPart } from "./documented-part.ts";
import { type RequestProblem, refuse } from "./problem-details.ts";
import { queryValues } from "./query-values.ts";
import { readAtMost } from "./read-at-most.ts";
import type { DocumentedChecks } from "./request-checks.ts";
import type { Check } from "./schema-check.ts";

/** The most bytes that a request body may have: 1 MiB. The sandbox's own limit, none is documented. */
export const maxBodyBytes = 1_048_576;

/** What the application needs to serve the documented operation. */
export interface UpdateModelAppOptions {
  operation: UpdateModelOperation;
  checks: DocumentedChecks;
  credentials: { apiKey: string; apiSecret: string };
  /** The models by id; an update replaces an entry, and nothing changes a model in place. */
  models: Map<string, Model>;
  now: () => Date;
  /** Whether web pages of an origin may ask. */
  isAllowedOrigin: (origin: string) => boolean;
}

/** Returns the application that serves `PUT /v1/models/{modelId}`, and refuses everything else in words. */
export function createUpdateModelApp(options: UpdateModelAppOptions): Hono {
  const { operation, checks, credentials, models, now } = options;
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
      return refuse(413, `The body has more than ${maxBodyBytes} bytes, the most that the sandbox reads.`);
    }
    // Only now, after the last await, so that no other update comes between this reading and the writing below.
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

    const documentedBody = documentedPart(body, operation.requestSchema, operation.schemas) as UpdateModelRequest;
    const updated = applyUpdate(model, documentedBody, now());
    models.set(modelId, updated);
    return context.json<UpdateModelResponse>({ model: updated });
  });

  app.all(route, ({ req }) =>
    refuse(405, `${req.method} is not documented for this path. Documented is ${documented}.`, {
      headers: { allow: "PUT" },
    }),
  );
  app.notFound(({ req }) => refuse(404, `${req.method} ${req.path} is not documented. Documented is ${documented}.`));
  app.onError((error) => refuse(500, `The sandbox failed: ${error.message}`));
  return app;
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
    const reason = bytes.byteLength === 0 ? "it is empty; send {} to change nothing" : messageOf(error);
    return { problems: [{ pointer: "", rule: "json", message: `must be JSON in UTF-8: ${reason}` }] };
  }
  // The rules are asked even where the schema refuses a field, so that one answer holds every problem.
  return { body, problems: [...check(body), ...findRuleProblems(body, model)] };
}

function within(place: RequestProblem["in"], problems: ValueProblem[]): RequestProblem[] {
  return problems.map((problem) => ({ ...problem, in: place }));
}

function listed(modelIds: string[]): string {
  const shown = modelIds.slice(0, 10).join(", ");
  if (modelIds.length === 0) return "no models";
  return modelIds.length > 10 ? `${shown} and ${modelIds.length - 10} more` : shown;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
