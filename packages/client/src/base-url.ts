import { ScenarioError } from "./errors.ts";

const LOOPBACK = /^(.*\.)?localhost$|^127(\.\d+){3}$|^\[::1\]$/;

/**
 * The base URL as the client uses it.
 *
 * @throws {ScenarioConfigError} where it is no http(s) URL, has credentials, query or fragment, or would send credentials
 * unencrypted to another machine
 */
export function checkedBaseUrl(
  baseUrl: string,
  allowInsecure: boolean | undefined,
  redact: (text: string) => string,
): string {
  let shown = baseUrl.replace(/^.*@/, ""); // what stands before it may be credentials
  try {
    const { protocol, hostname, origin, pathname, href } = new URL(baseUrl);
    shown = origin + pathname;
    const secure = protocol === "https:" || (protocol === "http:" && (allowInsecure || LOOPBACK.test(hostname)));
    if (secure && href === shown) return shown;
  } catch {}
  throw new ScenarioError(
    "Config",
    `baseUrl must be an https URL without credentials, query or fragment (http for this machine, or with allowInsecure): ${redact(shown)}`,
  );
}
