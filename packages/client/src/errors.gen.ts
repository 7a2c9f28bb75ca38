// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import * as errors from "./runtime/errors.ts";

/** The base of all errors of this package. */
export type ScenarioError = errors.ClientError;
export const ScenarioError = /* @__PURE__ */ errors.errorClass<errors.ClientError>("Scenario", "");

export type ScenarioConfigError = errors.ConfigError;
export const ScenarioConfigError = /* @__PURE__ */ errors.errorClass<errors.ConfigError>("Scenario", "config");

export type ScenarioRequestError = errors.RequestError;
export const ScenarioRequestError = /* @__PURE__ */ errors.errorClass<errors.RequestError>("Scenario", "request");

export type ScenarioCallError = errors.CallError;
export const ScenarioCallError = /* @__PURE__ */ errors.errorClass<errors.CallError>("Scenario", "call");

export type ScenarioConnectionError = errors.ConnectionError;
export const ScenarioConnectionError = /* @__PURE__ */ errors.errorClass<errors.ConnectionError>("Scenario", "connection");

export type ScenarioTimeoutError = errors.TimeoutError;
export const ScenarioTimeoutError = /* @__PURE__ */ errors.errorClass<errors.TimeoutError>("Scenario", "timeout");

export type ScenarioResponseError = errors.ResponseError;
export const ScenarioResponseError = /* @__PURE__ */ errors.errorClass<errors.ResponseError>("Scenario", "response");

export type ScenarioRedirectError = errors.RedirectError;
export const ScenarioRedirectError = /* @__PURE__ */ errors.errorClass<errors.RedirectError>("Scenario", "redirect");

export type ScenarioInvalidResponseError = errors.InvalidResponseError;
export const ScenarioInvalidResponseError = /* @__PURE__ */ errors.errorClass<errors.InvalidResponseError>("Scenario", "invalid_response");

export type ScenarioApiError = errors.ApiError;
export const ScenarioApiError = /* @__PURE__ */ errors.errorClass<errors.ApiError>("Scenario", "api");

export type ScenarioBadRequestError = errors.BadRequestError;
export const ScenarioBadRequestError = /* @__PURE__ */ errors.errorClass<errors.BadRequestError>("Scenario", "bad_request");

export type ScenarioUnauthorizedError = errors.UnauthorizedError;
export const ScenarioUnauthorizedError = /* @__PURE__ */ errors.errorClass<errors.UnauthorizedError>("Scenario", "unauthorized");

export type ScenarioForbiddenError = errors.ForbiddenError;
export const ScenarioForbiddenError = /* @__PURE__ */ errors.errorClass<errors.ForbiddenError>("Scenario", "forbidden");

export type ScenarioNotFoundError = errors.NotFoundError;
export const ScenarioNotFoundError = /* @__PURE__ */ errors.errorClass<errors.NotFoundError>("Scenario", "not_found");

export type ScenarioConflictError = errors.ConflictError;
export const ScenarioConflictError = /* @__PURE__ */ errors.errorClass<errors.ConflictError>("Scenario", "conflict");

export type ScenarioUnprocessableError = errors.UnprocessableError;
export const ScenarioUnprocessableError = /* @__PURE__ */ errors.errorClass<errors.UnprocessableError>("Scenario", "unprocessable");

export type ScenarioRateLimitError = errors.RateLimitError;
export const ScenarioRateLimitError = /* @__PURE__ */ errors.errorClass<errors.RateLimitError>("Scenario", "rate_limit");

export type ScenarioServerError = errors.ServerError;
export const ScenarioServerError = /* @__PURE__ */ errors.errorClass<errors.ServerError>("Scenario", "server");
