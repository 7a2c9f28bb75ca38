import type { OpenApiDocument } from "../spec/openapi-document.ts";
import type { Found, Side, Verdict } from "./change.ts";
import type { Sameness } from "./sameness.ts";

/** The two descriptions, and what tells at once that two nodes of them are the same. */
export interface Pair {
  before: OpenApiDocument;
  after: OpenApiDocument;
  isSame: Sameness;
}

/** Where two schemas stand. */
export interface At {
  side: Side;
  /** `body.parameters.rank` */
  field: string;
  /** What people call it: `parameters.rank`. */
  label: string;
  /** What is inside is called without the name of the whole: `parameters`, and not `body.parameters`. */
  isWhole?: boolean;
  /** `TrainingParameters.rank`, where a named schema holds it. */
  schema?: string | undefined;
  /** Whether the value may be left out, so that its default speaks for it. */
  mayBeLeftOut: boolean;
  /** The pairs that hold this one: where schemas refer to themselves, one of them comes again. */
  around?: ReadonlySet<string>;
}

/** What becomes of old code where more values pass than before. */
export const loosened: Record<Side, Verdict> = { request: "compatible", response: "breaking" };
/** What becomes of old code where fewer values pass than before. */
export const tightened: Record<Side, Verdict> = { request: "breaking", response: "compatible" };

/** A change at a place. */
export function change(at: At, kind: Found["kind"], words: string, wire: Verdict, reason: string): Found {
  return { side: at.side, field: at.field, schema: at.schema, kind, words, wire, reason };
}
