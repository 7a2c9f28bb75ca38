import type { OpenApiDocument } from "../document.ts";
import { pointerOf } from "../pointer.ts";
import type { Warning } from "../warning.ts";

/**
 * Checks that the tags form a tree, and corrects it: a parent that is not there, or is within its own child, is left out.
 *
 * @param document a bundled description; it is changed
 */
export function checkTags({ tags = [] }: OpenApiDocument): Warning[] {
  const byName = new Map(tags.map((tag) => [tag.name, tag]));
  return tags.flatMap((tag, index) => {
    const { name, parent } = tag;
    const fault = parent !== undefined && (byName.has(parent) ? isWithin(parent, name) : "is not among the tags");
    if (!fault) return [];
    delete tag.parent;
    const message = `The parent "${parent}" of the tag "${name}" ${fault}: it is left out. Name another tag.`;
    return [{ rule: "tag-parent", pointer: pointerOf(["tags", index, "parent"]), message }];
  });

  function isWithin(inner: string, outer: string): string | undefined {
    const seen = new Set<string>();
    for (let at: string | undefined = inner; at !== undefined && !seen.has(at); at = byName.get(at)?.parent) {
      if (at === outer) return "is within it";
      seen.add(at);
    }
    return undefined;
  }
}
