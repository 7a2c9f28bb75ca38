// Tags as a tree, which is the navigation, and tags that only mark operations.
import type { OpenApiDocument, Tag } from "@repo/openapi";
import { idPart } from "./fields.ts";
import { externalLinks } from "./links.ts";
import type { Label, OperationPage, TagGroup } from "./site.ts";

/** Whether a tag forms the navigation: tags of other kinds are labels. */
function isNavigation({ kind = "nav" }: Pick<Tag, "kind">): boolean {
  return kind === "nav";
}

/** The tags of an operation: the name of the first one that forms the navigation, and those that do not form it. */
export function tagsOf(
  names: readonly string[],
  labels: ReadonlyMap<string, Label>,
): Pick<OperationPage, "tag" | "labels"> {
  const tag = names.find((name) => !labels.has(name));
  return { ...(tag !== undefined && { tag }), labels: names.flatMap((name) => labels.get(name) ?? []) };
}

/** The tags that do not form the navigation, by name. */
export function labelsOf({ tags = [] }: OpenApiDocument): Map<string, Label> {
  return new Map(
    tags
      .filter((tag) => !isNavigation(tag))
      .map(({ name, summary: shown = name, kind, description, ...tag }) => {
        const title = kind === "badge" ? shown : `${kind}: ${shown}`;
        return [name, { name, title, ...(description && { description }), links: externalLinks(tag) }];
      }),
  );
}

/**
 * The tags that form the navigation, in the order of the description, then those that only operations name, then the
 * operations without a tag. Tags without operations, in them or in the tags inside, are left out.
 */
export function tagGroups({ tags = [] }: OpenApiDocument, operations: readonly OperationPage[]): TagGroup[] {
  const described = new Map(tags.filter(isNavigation).map((tag) => [tag.name, tag]));
  const names = new Set([...described.keys(), ...operations.flatMap(({ tag }) => tag ?? [])]);
  const inside = Map.groupBy(names, (name) => parentOf(name, described));
  const groupsIn = (parent: string | undefined): TagGroup[] =>
    (inside.get(parent) ?? []).flatMap((name) => {
      const { summary: title = name, description, ...tag } = described.get(name) ?? {};
      const group: TagGroup = {
        name,
        title,
        ...(description && { description }),
        links: externalLinks(tag),
        operations: operations.filter(({ tag }) => tag === name),
        groups: groupsIn(name),
      };
      return group.operations.length > 0 || group.groups.length > 0 ? [group] : [];
    });
  const untagged = operations.filter(({ tag }) => tag === undefined);
  const others: TagGroup = { title: "Other operations", links: [], operations: untagged, groups: [] };
  return [...groupsIn(undefined), ...(untagged.length > 0 ? [others] : [])];
}

/** The tag around a tag, if it forms the navigation as well. */
function parentOf(name: string, tags: ReadonlyMap<string, Tag>): string | undefined {
  const parent = tags.get(name)?.parent;
  return parent !== undefined && tags.has(parent) ? parent : undefined;
}

/** How far in a tag is shown at most. */
const MAX_LEVEL = 2;

/** Each tag of a tree with those around it, from the outermost one, and then the tags inside of it. */
export function tagsInOrder(
  groups: readonly TagGroup[],
  above: readonly TagGroup[] = [],
): { group: TagGroup; above: readonly TagGroup[]; level: number }[] {
  return groups.flatMap((group) => [
    { group, above, level: Math.min(above.length, MAX_LEVEL) },
    ...tagsInOrder(group.groups, [...above, group]),
  ]);
}

/** The id of a tag's section on the home page. */
export function tagId({ name }: Pick<TagGroup, "name">): string {
  return name === undefined ? "other-operations" : `tag-${idPart(name)}`;
}
