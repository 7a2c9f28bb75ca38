import { describeChanges } from "./describe-changes.ts";
import { probableRenames } from "./renames.ts";
import { linesOf, reachOf } from "./report.ts";
import { placesIn, type Written } from "./sides.ts";

/** How many changes that break nobody are listed. More would hide the rest. */
const MOST_HARMLESS = 6;

/**
 * What a save changed, in lines for `pnpm dev`: each change on the wire with the operations that it reaches and its lines,
 * breaking ones first. The compiler is not asked.
 */
export function linesForSave(before: Written, after: Written): string[] {
  const changes = describeChanges(before.document, after.document);
  const renames = probableRenames(changes, before.document, after.document);
  const placesOf = placesIn(before, after);
  const isBreaking = ({ bump }: (typeof changes)[number]) => bump === "major";
  const harmless = changes.filter((change) => !isBreaking(change));
  const more = harmless.length - MOST_HARMLESS;
  return [
    ...[...changes.filter(isBreaking), ...harmless.slice(0, MOST_HARMLESS)].flatMap((change) => {
      const rename = renames.get(change);
      const where = [reachOf(change), linesOf({ placesOf }, change)].filter(Boolean).join("  ·  ");
      return [change.words + (rename ? `, probably renamed to ${rename.label}` : ""), `  ${where}`];
    }),
    ...(more > 0 ? [`and ${more} more that break nobody`] : []),
  ];
}
