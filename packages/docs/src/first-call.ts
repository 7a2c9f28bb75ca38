import { namedOperations, type OpenApiDocument } from "@repo/openapi";
import { credentialsOf, type Settings } from "@repo/settings";
import { firstOf } from "./model/first-of.ts";
import { sampleOperation, samplesOf } from "./model/samples.ts";
import { clientOf } from "./site-options.ts";

/** The call that shows what a client is like. */
export interface FirstCall {
  /** The client's method. */
  operation: string;
  /** A module in TypeScript that creates the client and calls it. Its credentials come from the environment. */
  code: string;
}

/** The first call with the client that a package exports. Undefined if no call can be made up from the description. */
export function firstCall(document: OpenApiDocument, settings: Settings, packageName: string): FirstCall | undefined {
  const client = clientOf(document, settings, packageName);
  const credentials = credentialsOf(document, settings);
  const calls = function* () {
    for (const operation of namedOperations(document)) {
      const sampled = sampleOperation(document, operation, client, credentials);
      const deprecated = operation.node.deprecated === true;
      yield { ...sampled, ...samplesOf(document, operation, sampled), deprecated };
    }
  };
  const first = firstOf(calls());
  const [sample] = first?.samples ?? [];
  return first && sample && { operation: first.name, code: sample.code.client };
}
