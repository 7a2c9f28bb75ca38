import type { OpenApiDocument } from "@repo/openapi";
import { type FieldMaker, fieldMaker, type OnUse } from "./fields.ts";
import type { PageOf } from "./type-text.ts";

/** The number of fields up to which a page also shows the fields of schemas that have pages of their own. */
const MAX_REPEATED = 300;
/** The number of fields up to which a page shows those that are nowhere else. They take some 100 kB, compressed. */
const MAX_FIELDS = 1_000;

/**
 * Makes the fields of a page at the greatest depth that keeps it short: the schemas that it refers to, those that they
 * refer to, and so on, each level wholly or not at all. A type beyond that is a link to the page of its schema.
 */
export function fieldsOfPage<Made>(
  document: OpenApiDocument,
  pageOf: PageOf,
  onUse: OnUse,
  make: (maker: FieldMaker) => Made,
): Made {
  const atDepth = (levels: number, fields: number) => {
    const uses: Parameters<OnUse>[] = [];
    const maker = fieldMaker(document, pageOf, { levels, fields }, (...use) => uses.push(use));
    return { result: make(maker), made: maker.made(), uses };
  };
  let shown = atDepth(0, MAX_FIELDS);
  for (let levels = 1; shown.made.isCut; levels++) {
    const deeper = atDepth(levels, MAX_REPEATED + 1);
    if (deeper.made.fields > MAX_REPEATED) break;
    shown = deeper;
  }
  for (const use of shown.uses) onUse(...use);
  return shown.result;
}

/** Makes the fields of a schema's own page. Other schemas are links. */
export function fieldsOfSchema(document: OpenApiDocument, pageOf: PageOf, onUse: OnUse): FieldMaker {
  return fieldMaker(document, pageOf, { levels: 0, fields: MAX_FIELDS }, onUse);
}
