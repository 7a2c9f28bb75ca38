import { ScenarioError } from "./errors.ts";

const KEY = "SCENARIO_SDK_API_KEY";
const SECRET = "SCENARIO_SDK_API_SECRET";

/**
 * The value of the `Authorization` header, HTTP Basic (RFC 7617) over UTF-8, and what must not be shown of it.
 *
 * What is not given is read from the environment, `SCENARIO_SDK_API_KEY` and `SCENARIO_SDK_API_SECRET`.
 *
 * @throws {ScenarioConfigError} where either is in neither place, or the key has a colon (Basic could not tell where it ends)
 */
export function credentials(apiKey = environment(KEY), apiSecret = environment(SECRET)) {
  if (!apiKey || !apiSecret) {
    throw new ScenarioError(
      "Config",
      `Credentials are missing: give apiKey and apiSecret, or set ${KEY} and ${SECRET}`,
    );
  }
  if (apiKey.includes(":")) throw new ScenarioError("Config", "apiKey must not contain a colon: it ends the key");
  const token = btoa(String.fromCharCode(...new TextEncoder().encode(`${apiKey}:${apiSecret}`)));
  return { authorization: `Basic ${token}`, secrets: [apiKey, apiSecret, token] };
}

function environment(name: string): string | undefined {
  try {
    return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[name];
  } catch {
    return undefined; // Deno without the permission to read the environment
  }
}
