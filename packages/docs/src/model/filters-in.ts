import type { Content, Filter, Part } from "./site.ts";

/** The filters of a content, however deep, each once. Those that tell nothing apart are left out. */
export function filtersIn({ parts }: Pick<Content, "parts">): Filter[] {
  const found = new Map<string, Filter>();
  const visit = ({ filter, fields }: Part): void => {
    if (filter && fields.some(({ availableFor }) => availableFor)) found.set(filter.key, filter);
    for (const field of fields) field.parts.forEach(visit);
  };
  parts.forEach(visit);
  return [...found.values()];
}
