import { dirname } from "node:path";
import { BaseResolver, type Config, isAbsoluteUrl, ResolveError, Source } from "@redocly/openapi-core";
import { findBeyondLimits } from "./limits.ts";
import { readTextFile, readTextFileWithin } from "./read-local-file.ts";

/**
 * Reads `file` and the files beside it that its `$ref`s name, and nothing else: no address of a network, no file
 * outside of the folder. Used for one reading, since it remembers what it read.
 */
export function createLocalResolver(file: string, config: Config): BaseResolver {
  const folder = dirname(file);
  const resolver = new BaseResolver(config.resolve);
  const parse = resolver.parseDocument.bind(resolver);

  resolver.loadExternalRef = async (reference) => {
    try {
      if (isAbsoluteUrl(reference)) {
        throw new Error("is remote, and nothing is fetched: save a copy beside the description and refer to that");
      }
      const read = reference === file ? readTextFile(reference) : readTextFileWithin(folder, reference);
      return new Source(reference, await read);
    } catch (error) {
      throw new ResolveError(error instanceof Error ? error : new Error(String(error)));
    }
  };

  resolver.parseDocument = (source, isRoot) => {
    const document = parse(source, isRoot);
    const beyond = findBeyondLimits(document.parsed);
    if (beyond !== undefined) throw new ResolveError(new Error(beyond));
    return document;
  };

  return resolver;
}
