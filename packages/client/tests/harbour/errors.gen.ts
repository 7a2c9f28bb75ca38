// Generated from description.ts by harbour.test.ts. Do not edit.

import * as errors from "../../src/runtime/errors.ts";

/** The base of all errors of this package. */
export type HarbourError = errors.ClientError;
export const HarbourError = /* @__PURE__ */ errors.errorClass<errors.ClientError>("Harbour", "");

export type HarbourConfigError = errors.ConfigError;
export const HarbourConfigError = /* @__PURE__ */ errors.errorClass<errors.ConfigError>("Harbour", "config");

export type HarbourRequestError = errors.RequestError;
export const HarbourRequestError = /* @__PURE__ */ errors.errorClass<errors.RequestError>("Harbour", "request");

export type HarbourCallError = errors.CallError;
export const HarbourCallError = /* @__PURE__ */ errors.errorClass<errors.CallError>("Harbour", "call");

export type HarbourConnectionError = errors.ConnectionError;
export const HarbourConnectionError = /* @__PURE__ */ errors.errorClass<errors.ConnectionError>("Harbour", "connection");

export type HarbourTimeoutError = errors.TimeoutError;
export const HarbourTimeoutError = /* @__PURE__ */ errors.errorClass<errors.TimeoutError>("Harbour", "timeout");

export type HarbourResponseError = errors.ResponseError;
export const HarbourResponseError = /* @__PURE__ */ errors.errorClass<errors.ResponseError>("Harbour", "response");

export type HarbourRedirectError = errors.RedirectError;
export const HarbourRedirectError = /* @__PURE__ */ errors.errorClass<errors.RedirectError>("Harbour", "redirect");

export type HarbourInvalidResponseError = errors.InvalidResponseError;
export const HarbourInvalidResponseError = /* @__PURE__ */ errors.errorClass<errors.InvalidResponseError>("Harbour", "invalid_response");

export type HarbourApiError = errors.ApiError;
export const HarbourApiError = /* @__PURE__ */ errors.errorClass<errors.ApiError>("Harbour", "api");

export type HarbourBadRequestError = errors.BadRequestError;
export const HarbourBadRequestError = /* @__PURE__ */ errors.errorClass<errors.BadRequestError>("Harbour", "bad_request");

export type HarbourUnauthorizedError = errors.UnauthorizedError;
export const HarbourUnauthorizedError = /* @__PURE__ */ errors.errorClass<errors.UnauthorizedError>("Harbour", "unauthorized");

export type HarbourForbiddenError = errors.ForbiddenError;
export const HarbourForbiddenError = /* @__PURE__ */ errors.errorClass<errors.ForbiddenError>("Harbour", "forbidden");

export type HarbourNotFoundError = errors.NotFoundError;
export const HarbourNotFoundError = /* @__PURE__ */ errors.errorClass<errors.NotFoundError>("Harbour", "not_found");

export type HarbourConflictError = errors.ConflictError;
export const HarbourConflictError = /* @__PURE__ */ errors.errorClass<errors.ConflictError>("Harbour", "conflict");

export type HarbourUnprocessableError = errors.UnprocessableError;
export const HarbourUnprocessableError = /* @__PURE__ */ errors.errorClass<errors.UnprocessableError>("Harbour", "unprocessable");

export type HarbourRateLimitError = errors.RateLimitError;
export const HarbourRateLimitError = /* @__PURE__ */ errors.errorClass<errors.RateLimitError>("Harbour", "rate_limit");

export type HarbourServerError = errors.ServerError;
export const HarbourServerError = /* @__PURE__ */ errors.errorClass<errors.ServerError>("Harbour", "server");
