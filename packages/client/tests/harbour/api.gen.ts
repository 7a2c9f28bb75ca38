// Generated from description.ts by harbour.test.ts. Do not edit.

import { type OperationMethods, operations, serverUrl, specVersion } from "./operations.gen.ts";
import type { Api } from "../../src/runtime/api-client.ts";
import { basic } from "../../src/runtime/credentials.ts";
import { version } from "../../src/version.ts";

/** What the client is made of. */
export const api: Api<OperationMethods> = {
  brand: "Harbour",
  agent: `harbour-client/${version}`,
  specVersion,
  serverUrl,
  operations,
  security: basic(["apiKey", "HARBOUR_API_KEY"], ["apiSecret", "HARBOUR_API_SECRET"]),
};
