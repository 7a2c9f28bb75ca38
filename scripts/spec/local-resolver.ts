import { dirname } from "node:path";
import { BaseResolver, type Config, isAbsoluteUrl, ResolveError, Source } from "@redocly/openapi-core";
import { readTextFile, readTextFileWithin } from "./read-local-file.ts";

/** A large description has a million values; an alias inside an alias inside an alias makes billions. */
const maxValues = 5_000_000;

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
    if (holdsMoreThan(maxValues, document.parsed)) {
      throw new ResolveError(new Error("has YAML aliases that expand without end: write those values out"));
    }
    return document;
  };

  return resolver;
}

function holdsMoreThan(limit: number, root: unknown): boolean {
  const left = typeof root === "object" ? [root] : [];
  for (let count = 0; left.length > 0; ) {
    if (count > limit) return true;
    const children = Object.values(left.pop() ?? {});
    count += children.length;
    left.push(...children.filter((child) => typeof child === "object"));
  }
  return false;
}
