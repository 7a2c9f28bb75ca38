import type { SampleLanguage, SampleOperation, SampleRequest } from "../model/site.ts";
import { clientSample } from "./client-sample.ts";
import { curlSample } from "./curl-sample.ts";
import { fetchSample } from "./fetch-sample.ts";
import { bodyText } from "./request-body.ts";

/**
 * One request in each language. The same request gives the same text, at build time as in the reader's browser.
 *
 * Whatever the request holds, the shell command sends it as it is and the TypeScript is valid.
 *
 * @returns `json` is empty where there is no body, `client` where the description has no client.
 */
export function sampleCode(operation: SampleOperation, request: SampleRequest): Record<SampleLanguage, string> {
  return {
    curl: curlSample(operation, request),
    client: clientSample(operation, request),
    fetch: fetchSample(operation, request),
    json: request.body === undefined ? "" : bodyText(operation, request.body),
  };
}
