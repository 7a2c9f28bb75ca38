import * as errors from "./runtime/errors.ts";

/** The name with which the names of this client's errors start. */
export const brand = "Scenario";

/** The base of all errors of this package. */
export type ScenarioError = errors.ClientError;
export const ScenarioError = /* @__PURE__ */ errors.errorClass<errors.ClientError>(brand, "");

export type ScenarioConfigError = errors.ConfigError;
export const ScenarioConfigError = /* @__PURE__ */ errors.errorClass<errors.ConfigError>(brand, "config");

export type ScenarioRequestError = errors.RequestError;
export const ScenarioRequestError = /* @__PURE__ */ errors.errorClass<errors.RequestError>(brand, "request");

export type ScenarioCallError = errors.CallError;
export const ScenarioCallError = /* @__PURE__ */ errors.errorClass<errors.CallError>(brand, "call");

export type ScenarioConnectionError = errors.ConnectionError;
export const ScenarioConnectionError = /* @__PURE__ */ errors.errorClass<errors.ConnectionError>(brand, "connection");

export type ScenarioTimeoutError = errors.TimeoutError;
export const ScenarioTimeoutError = /* @__PURE__ */ errors.errorClass<errors.TimeoutError>(brand, "timeout");

export type ScenarioResponseError = errors.ResponseError;
export const ScenarioResponseError = /* @__PURE__ */ errors.errorClass<errors.ResponseError>(brand, "response");

export type ScenarioRedirectError = errors.RedirectError;
export const ScenarioRedirectError = /* @__PURE__ */ errors.errorClass<errors.RedirectError>(brand, "redirect");

export type ScenarioInvalidResponseError = errors.InvalidResponseError;
export const ScenarioInvalidResponseError = /* @__PURE__ */ errors.errorClass<errors.InvalidResponseError>(
  brand,
  "invalid_response",
);

export type ScenarioApiError = errors.ApiError;
export const ScenarioApiError = /* @__PURE__ */ errors.errorClass<errors.ApiError>(brand, "api");

export type ScenarioBadRequestError = errors.BadRequestError;
export const ScenarioBadRequestError = /* @__PURE__ */ errors.errorClass<errors.BadRequestError>(brand, "bad_request");

export type ScenarioUnauthorizedError = errors.UnauthorizedError;
export const ScenarioUnauthorizedError = /* @__PURE__ */ errors.errorClass<errors.UnauthorizedError>(
  brand,
  "unauthorized",
);

export type ScenarioForbiddenError = errors.ForbiddenError;
export const ScenarioForbiddenError = /* @__PURE__ */ errors.errorClass<errors.ForbiddenError>(brand, "forbidden");

export type ScenarioNotFoundError = errors.NotFoundError;
export const ScenarioNotFoundError = /* @__PURE__ */ errors.errorClass<errors.NotFoundError>(brand, "not_found");

export type ScenarioConflictError = errors.ConflictError;
export const ScenarioConflictError = /* @__PURE__ */ errors.errorClass<errors.ConflictError>(brand, "conflict");

export type ScenarioUnprocessableError = errors.UnprocessableError;
export const ScenarioUnprocessableError = /* @__PURE__ */ errors.errorClass<errors.UnprocessableError>(
  brand,
  "unprocessable",
);

export type ScenarioRateLimitError = errors.RateLimitError;
export const ScenarioRateLimitError = /* @__PURE__ */ errors.errorClass<errors.RateLimitError>(brand, "rate_limit");

export type ScenarioServerError = errors.ServerError;
export const ScenarioServerError = /* @__PURE__ */ errors.errorClass<errors.ServerError>(brand, "server");
