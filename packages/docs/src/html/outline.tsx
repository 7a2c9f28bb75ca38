import type { Content } from "../model/site.ts";

/** A section of a page, or a field, which the navigation lists below the page's entry. */
export interface OutlineEntry {
  id: string;
  title: string;
  /** The number of fields in it. */
  count?: number;
  entries?: OutlineEntry[];
}

export function Outline({ entries }: { entries: OutlineEntry[] }) {
  return (
    <ul class="outline">
      {entries.map(({ id, title, count, entries = [] }) => (
        <li>
          <a href={`#${id}`}>
            {title}
            {count !== undefined && <span class="count"> {count}</span>}
          </a>
          {entries.length > 0 && <Outline entries={entries} />}
        </li>
      ))}
    </ul>
  );
}

/** The outermost fields of a content. */
export function topFields({ parts }: Content): OutlineEntry[] {
  return parts
    .flatMap(({ fields }) => fields)
    .map(({ id, name, count }) => ({ id, title: name, ...(count > 0 && { count }) }));
}
