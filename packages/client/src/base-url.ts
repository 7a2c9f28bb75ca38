import { ScenarioConfigError } from "./errors.ts";

/**
 * The base URL as the client uses it.
 *
 * @throws {ScenarioConfigError} where it is no http(s) URL, has credentials, query or fragment, or would send credentials
 * unencrypted to another machine
 */
export function checkedBaseUrl(baseUrl: string, allowInsecure = false): string {
  const { protocol, hostname, username, password, search, hash, origin, pathname } = parse(baseUrl);
  if (!/^https?:$/.test(protocol) || username || password || search || hash) {
    throw new ScenarioConfigError(
      `baseUrl must be an http(s) URL without credentials, query or fragment: ${protocol}//${hostname}${pathname}`,
    );
  }
  if (protocol === "http:" && !allowInsecure && !/^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)) {
    throw new ScenarioConfigError(
      `baseUrl must be https, as http sends the credentials in the open: ${origin} (allowInsecure: true permits it)`,
    );
  }
  return origin + pathname;
}

function parse(baseUrl: string): URL {
  try {
    return new URL(baseUrl);
  } catch {
    // The runtime's own error holds the text, and that may hold credentials.
    throw new ScenarioConfigError(`baseUrl is not a URL: ${JSON.stringify(baseUrl.replace(/^.*@/, "…@"))}`);
  }
}
