import type { SampleLanguage, SampleOperation, SampleRequest } from "../model/site.ts";
import { curlSample } from "./curl.ts";
import { bodyText } from "./request.ts";
import { clientSample, fetchSample } from "./typescript.ts";

/** The languages of the samples, in the order of their tabs; `code` names the language of the code block in Markdown. */
export const languages: readonly { language: SampleLanguage; title: string; code: string }[] = [
  { language: "curl", title: "curl", code: "sh" },
  { language: "client", title: "TypeScript", code: "ts" },
  { language: "fetch", title: "fetch", code: "ts" },
  { language: "json", title: "JSON", code: "json" },
];

/**
 * One request in each language. The result is the same at build time and in the reader's browser.
 *
 * Whatever the request contains, the shell command sends it unchanged and the TypeScript is valid.
 *
 * @returns `json` is empty if the request has no body, `client` if the description has no client
 */
export function sampleCode(operation: SampleOperation, request: SampleRequest): Record<SampleLanguage, string> {
  return {
    curl: curlSample(operation, request),
    client: clientSample(operation, request),
    fetch: fetchSample(operation, request),
    json: request.body === undefined ? "" : bodyText(operation, request.body),
  };
}
