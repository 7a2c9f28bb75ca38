import { isRecord } from "@repo/openapi";
import { type Answer, every, some } from "./found.ts";
import { answer, type KeywordRule, opaque, rule } from "./keyword-rule.ts";
import { limitRules } from "./limit-rules.ts";
import { everySaid, type NormalSchema } from "./normal-schema.ts";
import { exact } from "./sameness.ts";

interface Contains {
  schema: unknown;
  least: number;
  most: number;
}

const contains = rule<Contains>(
  "keyword",
  "contains",
  "array",
  (schema) => {
    const [given] = everySaid(schema, "contains");
    if (given === undefined) return undefined;
    const [least = 1] = everySaid(schema, "minContains");
    const [most = Number.POSITIVE_INFINITY] = everySaid(schema, "maxContains");
    return { schema: given, least: Number(least), most: Number(most) };
  },
  ({ least, most }) => `contains at least ${least}${Number.isFinite(most) ? ` and at most ${most}` : ""} of a kind`,
  (inner, outer, ask) => {
    const isLess = inner.least >= outer.least;
    const isMore = inner.most <= outer.most;
    const same = exact(inner.schema) === exact(outer.schema);
    if (same) return answer(isLess && isMore);
    if (!Number.isFinite(outer.most) && isLess) return ask(inner.schema, outer.schema);
    return "unknown";
  },
);

/** What may not be valid: less of it may be forbidden than before, but not more. */
const not = rule<readonly unknown[]>(
  "keyword",
  "not",
  undefined,
  (schema) => {
    const given = everySaid(schema, "not");
    return given.length > 0 ? given : undefined;
  },
  () => "not",
  (inner, outer, ask) => {
    const isForbidden = (one: unknown): Answer =>
      inner.some((other) => ask(one, other, true) === "yes")
        ? "yes"
        : inner.some((other) => ask(one, other, true) === "unknown")
          ? "unknown"
          : "no";
    return outer.every((one) => isForbidden(one) === "yes") ? "yes" : "unknown";
  },
);

type Lists = Record<string, string[]>;

const dependentRequired = rule<Lists>(
  "keyword",
  "dependentRequired",
  "object",
  (schema) => {
    const given = everySaid(schema, "dependentRequired") as Lists[];
    return given.length > 0 ? Object.assign({}, ...given) : undefined;
  },
  () => "dependentRequired",
  (inner, outer) =>
    answer(Object.entries(outer).every(([key, names]) => names.every((name) => inner[key]?.includes(name)))),
);

const openValues: KeywordRule = {
  ...rule<readonly unknown[]>(
    "enum",
    "x-extensible-enum",
    undefined,
    (schema) => schema.nodes.map((node) => node["x-extensible-enum"]).find(Array.isArray),
    (values) => `known values ${values.map(exact).join(", ")}`,
    (inner, outer) => answer(inner.every((value) => outer.some((other) => exact(other) === exact(value)))),
  ),
  isOpen: true,
};

/** What is in a text that contains a document. */
const contentSchema = rule<readonly unknown[]>(
  "keyword",
  "contentSchema",
  "string",
  (schema) => {
    const given = everySaid(schema, "contentSchema");
    return given.length > 0 ? given : undefined;
  },
  () => "contentSchema",
  (inner, outer, ask) => every(outer.map((one) => some(inner.map((other) => ask(other, one))))),
);

/** How a value is written in XML. Without it, it is written in another way. */
const xml = rule<string>(
  "serialization",
  "xml",
  undefined,
  (schema) => everySaid(schema, "xml").map(nodeTyped).map(exact).join(" "),
  () => "xml",
  (inner, outer) => (inner === outer ? "yes" : "unknown"),
);

/** In OpenAPI 3.2, `nodeType` takes the place of `attribute` and `wrapped`. */
function nodeTyped(xml: unknown): unknown {
  if (!isRecord(xml)) return xml;
  const { attribute, wrapped, nodeType = attribute ? "attribute" : wrapped ? "element" : undefined, ...rest } = xml;
  return { ...rest, nodeType };
}

/** `then` and `else` say nothing without `if`, and `if` nothing without them. */
const condition = rule<string>(
  "keyword",
  "if",
  undefined,
  ({ nodes }) => {
    const given = nodes.flatMap((node) => {
      const { if: test, then, else: otherwise } = node as Record<string, unknown>;
      return test === undefined || (then === undefined && otherwise === undefined)
        ? []
        : exact([test, then, otherwise]);
    });
    return given.length > 0 ? given.sort().join(" ") : undefined;
  },
  () => "if",
  (inner, outer) => (inner === outer ? "yes" : "unknown"),
);

/** The keywords that demand something of values, apart from those that `covers.ts` and `compare-schemas.ts` walk. */
export const keywordRules: readonly KeywordRule[] = [
  ...limitRules,
  contains,
  not,
  condition,
  dependentRequired,
  openValues,
  ...["contentEncoding", "contentMediaType"].map((keyword) => opaque(keyword, "string")),
  contentSchema,
  ...["patternProperties", "propertyNames", "dependentSchemas", "unevaluatedProperties", "dependencies"].map(
    (keyword) => opaque(keyword, "object"),
  ),
  xml,
  ...["prefixItems", "unevaluatedItems", "additionalItems"].map((keyword) => opaque(keyword, "array")),
];

/** Keywords that are handled elsewhere, or that demand nothing of values. */
const KNOWN = new Set([
  ...keywordRules.map(({ keyword }) => keyword),
  ..."type nullable enum const properties required additionalProperties items then else minContains maxContains".split(
    " ",
  ),
  ..."exclusiveMinimum exclusiveMaximum readOnly writeOnly default deprecated title description summary".split(" "),
  ..."example examples externalDocs discriminator $comment $defs definitions $schema $id $anchor".split(" "),
]);

/** Rules for the keywords of some schemas that this comparison does not know. */
export function rulesForUnknown(...schemas: NormalSchema[]): KeywordRule[] {
  const keys = new Set(schemas.flatMap(({ nodes }) => nodes.flatMap((node) => Object.keys(node))));
  return [...keys].filter((key) => !KNOWN.has(key) && !key.startsWith("x-")).map((key) => opaque(key));
}
