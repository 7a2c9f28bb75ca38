import type { TagGroup } from "./site.ts";
import { idPart } from "./slugs.ts";

export function tagTitle({ name }: TagGroup): string {
  return name ?? "Other operations";
}

/** The id of a tag's section on the home page. */
export function tagId({ name }: TagGroup): string {
  return name === undefined ? "other-operations" : `tag-${idPart(name)}`;
}
