import { countText } from "../model/wording.ts";

/** The heading of a section, the number of its fields, which the filters change, and a link to the section. */
export function SectionHeading({ id, title, count = 0 }: { id: string; title: string; count?: number | undefined }) {
  return (
    <div class="heading">
      <h2 id={`-${id}-title`}>
        {title} {count > 0 && <span class="count">{countText(count, "field")}</span>}
      </h2>
      <a class="anchor" href={`#${id}`} aria-label={`Link to ${title}`}>
        #
      </a>
    </div>
  );
}
