import { namedOperations, type OpenApiDocument } from "@repo/openapi";
import { credentialsOf, type Settings } from "@repo/settings";
import { firstOf } from "./model/first-of.ts";
import { sampleOperation, samplesOf } from "./model/samples.ts";
import type { Sample } from "./model/site.ts";
import { clientOf } from "./site-options.ts";

/** A call of an operation with the client that a package exports. */
export interface SampleCall {
  /** The client's method. */
  operation: string;
  /** A module in TypeScript that creates the client and calls it. Its credentials come from the environment. */
  code: string;
}

/** The first sample of each operation that has one. */
export function sampleCalls(document: OpenApiDocument, settings: Settings, packageName: string): SampleCall[] {
  return [...sampled(document, settings, packageName)].flatMap(callOf);
}

/** The call that shows what a client is like. Undefined if no call can be made up from the description. */
export function firstCall(document: OpenApiDocument, settings: Settings, packageName: string): SampleCall | undefined {
  const first = firstOf(sampled(document, settings, packageName));
  return first && callOf(first)[0];
}

function* sampled(document: OpenApiDocument, settings: Settings, packageName: string) {
  const client = clientOf(document, settings, packageName);
  const credentials = credentialsOf(document, settings);
  for (const operation of namedOperations(document)) {
    const described = sampleOperation(document, operation, client, credentials);
    const deprecated = operation.node.deprecated === true;
    yield { ...described, ...samplesOf(document, operation, described), deprecated };
  }
}

function callOf({ name, samples: [sample] }: { name: string; samples: readonly Sample[] }): SampleCall[] {
  return sample ? [{ operation: name, code: sample.code.client }] : [];
}
