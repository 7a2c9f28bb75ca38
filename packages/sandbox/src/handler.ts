import type { OpenApiDocument } from "@repo/openapi";
import type { Problem, RequestParts } from "@scenario-openapi/client/validation";
import { type Credentials, unauthorized } from "./credentials.ts";
import { crossOrigin } from "./cross-origin.ts";
import type { Handler } from "./http.ts";
import { messageOf } from "./message-of.ts";
import { readParameters } from "./parameters.ts";
import { listed, refuse } from "./problem-details.ts";
import { documentedType, maxBodyBytes, readBody, readBytes } from "./request-body.ts";
import type { Route } from "./routes.ts";
import { exampleResponse, response } from "./success.ts";

/** The path parameters of a request, decoded. */
export type PathValues = Readonly<Partial<Record<string, string>>>;

/** What an operation remembers between requests. An operation without state answers with its example. */
export interface State {
  /** Returns why there is nothing that the path names; `undefined` if there is. */
  missing(path: PathValues): string | undefined;
  validate(request: RequestParts, path: PathValues): Problem[];
  /** Answers a valid request. Nothing changes before `keep` is called. */
  answer(path: PathValues, body: unknown): { body: unknown; keep(): void };
}

/** Checks the requests of each operation, by its name. */
export type Validators = Readonly<Partial<Record<string, (request: RequestParts) => Problem[]>>>;

export interface HandlerOptions {
  document: OpenApiDocument;
  /** The name of the API. */
  brand: string;
  routes: readonly Route[];
  validators: Validators;
  states: Readonly<Partial<Record<string, State>>>;
  credentials: Credentials;
  /** Whether web pages of an origin may send requests. */
  isAllowedOrigin: (origin: string) => boolean;
}

/** Creates the handler that serves the operations of a description and refuses all other requests. */
export function handlerOf(options: HandlerOptions): Handler {
  const { document, brand, routes, validators, states, credentials, isAllowedOrigin } = options;
  const headers = routes.flatMap(({ parameters, security }) => [
    ...parameters.filter((parameter) => parameter.in === "header").map(({ name }) => name),
    ...security.flat().flatMap((scheme) => (scheme.kind === "key" && scheme.in === "header" ? scheme.parameter : [])),
  ]);
  const allowed = {
    methods: [...new Set(routes.map(({ method }) => method))],
    headers: ["Authorization", "Content-Type", ...new Set(headers)],
  };

  return crossOrigin(isAllowedOrigin, allowed, async (request) => {
    const { method, url, headers } = request;
    const { path, search } = splitUrl(url);
    const here = routes.filter((one) => one.match(path));
    if (here.length === 0) {
      const documented = routes.map((one) => `${one.method} ${one.path}`);
      return refuse(404, `${method} ${path} is not documented, only ${listed(documented)}.`);
    }
    const route = here.find((one) => one.method === method);
    if (!route) {
      const allow = [...new Set(here.map((one) => one.method))].join(", ");
      return refuse(405, `${method} is not documented for this path, only ${allow}.`, { headers: { allow } });
    }
    const refused = unauthorized(route.security, credentials, { headers, search }, brand);
    if (refused) return refused;
    const { name, parameters, success, shortcoming } = route;
    if (shortcoming !== undefined) return refuse(501, `The sandbox ${shortcoming}`);

    const values = readParameters(document, parameters, { path: route.match(path) ?? {}, search, headers });
    const texts = Object.fromEntries(Object.entries(values.path).map(([key, value]) => [key, String(value)]));
    const state = states[name];
    const validate = state ? (parts: RequestParts) => state.validate(parts, texts) : validators[name];
    if (!validate) return refuse(500, `There is no validator of ${name}: run pnpm generate and build again.`);
    const isPath = (problem: Problem) => problem.in === "path";
    const missing = state && !validate({ path: values.path }).some(isPath) ? state.missing(texts) : undefined;
    if (missing !== undefined) return refuse(404, missing);

    const contentType = headers["content-type"];
    const types = Object.keys(route.body?.content ?? {});
    const type = documentedType(types, contentType);
    if (route.body && type === undefined && (route.body.required || contentType !== undefined)) {
      return refuse(415, `The body must be ${types.join(" or ")}, its Content-Type is ${contentType ?? "missing"}.`, {
        headers: { accept: types.join(", ") },
      });
    }
    const bytes = await readBytes(request.body);
    if (bytes === undefined) {
      return refuse(413, `The body is larger than ${maxBodyBytes} bytes, the limit of the sandbox.`);
    }
    const { value: body, problem } =
      type === undefined ? {} : await readBody(document, route.body?.content[type]?.schema, contentType ?? "", bytes);
    const found = validate({ ...values, body, contentType: type });
    const problems = problem ? [...found.filter((one) => one.in !== "body"), problem] : found;
    if (problems.length > 0) {
      const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
      return refuse(400, `The request has ${count}.`, { problems });
    }
    if (!state) return exampleResponse(name, success);
    try {
      const answer = state.answer(texts, body);
      const [wrong] = success.body?.check(answer.body) ?? [];
      if (wrong) throw new Error(`the answer of ${name} does not fit its schema: ${wrong.pointer} ${wrong.message}.`);
      answer.keep();
      return response(success, answer.body);
    } catch (error) {
      return refuse(500, `The sandbox failed: ${messageOf(error)}`);
    }
  });
}

function splitUrl(url: string): { path: string; search: string } {
  const [, path = "", search = ""] = /^(?:\w+:\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?/.exec(url) ?? [];
  return { path, search };
}
