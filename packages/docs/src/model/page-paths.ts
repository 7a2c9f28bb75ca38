import type { PagePath, Site } from "./site.ts";

/** Every page of a site, in the order of its navigation. */
export function pagePaths({ guides, operations, schemas }: Site): PagePath[] {
  return [
    "index",
    ...[...guides, ...operations].map(({ path }) => path),
    ...(schemas.length > 0 ? ["schemas/index"] : []),
    ...schemas.map(({ path }) => path),
  ];
}
