// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import { type OperationMethods, operations, serverUrl, specVersion } from "./operations.gen.ts";
import type { Api } from "./runtime/api-client.ts";
import { basic } from "./runtime/credentials.ts";
import { version } from "./version.ts";

/** What the client is made of. */
export const api: Api<OperationMethods> = {
  brand: "Scenario",
  agent: `scenario-openapi-client/${version}`,
  specVersion,
  serverUrl,
  operations,
  security: basic(["apiKey", "SCENARIO_SDK_API_KEY"], ["apiSecret", "SCENARIO_SDK_API_SECRET"]),
};
