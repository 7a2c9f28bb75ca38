import { type Api, readApi, sandboxOf } from "./api.ts";
import { description, settings } from "./description.ts";
import type { Listening } from "./listen.ts";

/** How a sandbox starts. */
export interface SandboxOptions {
  /** What requests must send, by the names of the client's options. Default: `sandbox-token` for `token`, and so on. */
  credentials?: Readonly<Record<string, string | undefined>>;
  /**
   * Origins of web pages that may use the sandbox, such as `https://docs.example.com`, in addition to those of this
   * machine and to `null`, the origin of a page opened from a file. Default: none.
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
  /** The credentials that requests must send, by the names of the client's options. */
  credentials: Readonly<Record<string, string>>;
}

/**
 * Starts a sandbox: the documented operations, which check requests and answer with their examples.
 *
 * @throws {TypeError} if there are no such credentials, a request cannot send them, or one of `allowOrigins` is not an
 * origin
 *
 * @example
 * const { url, credentials, close } = await createSandbox().listen(0);
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  // Read and compiled once in a process, so that tests can create many sandboxes.
  api ??= readApi(description, settings);
  return sandboxOf(api, options);
}

let api: Api | undefined;
