import * as errors from "../runtime/errors.ts";
import { Refusal } from "./refusal.ts";

const ApiError = errors.errorClass<errors.ApiError>("", "api");
const CallError = errors.errorClass<errors.CallError>("", "call");
const RequestError = errors.errorClass<errors.RequestError>("", "request");
const TimeoutError = errors.errorClass<errors.TimeoutError>("", "timeout");

/** The statuses of the service that are about the visitor's request, and what they mean. */
const aboutTheRequest: Readonly<Record<number, string>> = {
  400: "The service found the request invalid.",
  404: "The service does not have what the request is about.",
  409: "The request conflicts with the present state of what it is about.",
  422: "The service understood the request but cannot do it.",
  429: "Too many requests. Try again later.",
};

/**
 * Says in our own words how a call to the service failed. Nothing that the service wrote is repeated, except the ID of
 * the request and the seconds of `Retry-After`.
 */
export function callFailure(cause: unknown): Refusal {
  if (cause instanceof ApiError) {
    const { status, headers } = cause;
    const requestId = /^[\w-]{1,64}$/.exec(cause.requestId ?? "")?.[0];
    const seconds = /^\d{1,5}$/.exec(headers.get("retry-after") ?? "")?.[0];
    const about = aboutTheRequest[status];
    if (about) {
      return new Refusal(status, about, { requestId, ...(seconds && { headers: { "retry-after": seconds } }), cause });
    }
    const detail = /401|403/.test(`${status}`)
      ? "The service refused the credentials of this server, not those of the visitor."
      : "The service failed.";
    return new Refusal(502, detail, { requestId, cause });
  }
  if (cause instanceof TimeoutError) return new Refusal(504, "The service did not respond in time.", { cause });
  if (cause instanceof CallError) {
    return new Refusal(502, "The service could not be reached, or did not respond as documented.", { cause });
  }
  if (cause instanceof RequestError) {
    return new Refusal(400, "The request cannot be sent to the service as it is.", { cause });
  }
  return new Refusal(500, "This server failed.", { cause });
}
