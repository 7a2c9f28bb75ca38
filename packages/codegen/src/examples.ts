import { isRecord, pointerOf, type Warning } from "@repo/openapi";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { checkedFormats } from "./checked-formats.ts";
import { type CheckedSchema, type Constant, type Example, isConstant, schemaKeywords } from "./request-schemas.ts";

/** The examples and defaults that do not fit their schemas. Schemas without any are not compiled. */
export function findWrongExamples(examples: readonly Example[], constants: readonly Constant[]): Warning[] {
  let ajv: Ajv2020 | undefined;
  const known = new Map<string, ErrorObject | undefined>();
  const warnings = examples.flatMap(({ value, schema, pointer, mayLack }): Warning[] => {
    if (schema === true || isSimple(schema, value)) return [];
    const plain = plainSchema(schema);
    const key = `${JSON.stringify(plain)} ${JSON.stringify(value)}`;
    if (!known.has(key)) {
      ajv ??= ajvFor(constants);
      known.set(key, errorOf(ajv, plain, value));
    }
    const error = known.get(key);
    if (!error || (error.instancePath === "" && mayLack?.(`${error.params["missingProperty"]}`))) return [];
    const at = pointer();
    const kind = /\/default$/.test(at) ? "default" : "example";
    const message = `The ${kind} does not fit its schema, so that the validator refuses it: it ${error.message}. Correct the ${kind}, or the schema.`;
    return [{ rule: "example", pointer: at + error.instancePath, message }];
  });
  // One that several operations share is met several times.
  return [...new Map(warnings.map((warning) => [warning.pointer + warning.message, warning])).values()];
}

function errorOf(ajv: Ajv2020, schema: boolean | Record<string, unknown>, value: unknown): ErrorObject | undefined {
  try {
    const validate = ajv.compile(schema);
    return validate(value) ? undefined : mainError(validate.errors ?? []);
  } catch {
    // Ajv cannot compare objects with a property such as `valueOf`. The validator itself can.
    return undefined;
  }
}

/** The error that says the most: the innermost, or else that no alternative fits. */
function mainError(errors: readonly ErrorObject[]): ErrorObject | undefined {
  // Beside it are the errors of its branch.
  const telling = errors.filter(({ keyword }) => keyword !== "if");
  const depth = ({ instancePath }: ErrorObject) => instancePath.split("/").length;
  const deepest = Math.max(...telling.map(depth));
  return telling.findLast((error) => depth(error) === deepest);
}

/** Whether a value surely fits: Ajv takes a while for each schema, and most examples are texts. */
function isSimple(schema: CheckedSchema, value: unknown): boolean {
  return isRecord(schema) && Object.keys(schema).length === 1 && schema["type"] === typeof value && value !== null;
}

function ajvFor(constants: readonly Constant[]): Ajv2020 {
  const regExp = Object.assign(regExpOf, { code: "new RegExp" });
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    // Each would be compiled again wherever it is referred to.
    inlineRefs: false,
    ownProperties: true,
    multipleOfPrecision: 9,
    formats: Object.fromEntries(checkedFormats),
    code: { regExp },
  });
  const $defs = Object.fromEntries(constants.map(({ name, schema }) => [name, plainSchema(schema)]));
  return ajv.addSchema({ $id: "all", $defs });
}

function regExpOf(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return new RegExp(pattern);
  }
}

/** What says nothing in JSON Schema. */
const OWN_KEYWORDS = ["discriminator", "unlisted", "tells", "toldBy", "differs"];

/** A schema as JSON Schema has it. */
function plainSchema(schema: CheckedSchema): boolean | Record<string, unknown> {
  if (typeof schema === "boolean") return schema;
  const plain = (inner: unknown) => plainSchema(inner as CheckedSchema);
  const { nullable, ...keywords } = schema;
  const entries = Object.entries(keywords).flatMap(([keyword, value]): [string, unknown][] => {
    if (value === undefined || OWN_KEYWORDS.includes(keyword) || (keyword === "format" && value === "binary"))
      return [];
    if (isConstant(value)) return [[keyword, `all#${pointerOf(["$defs", value.name])}`]];
    if (schemaKeywords.one.includes(keyword)) return [[keyword, plain(value)]];
    if (schemaKeywords.list.includes(keyword) && Array.isArray(value)) return [[keyword, value.map(plain)]];
    if (schemaKeywords.byName.includes(keyword) && isRecord(value)) {
      return [[keyword, Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))]];
    }
    return [[keyword, value]];
  });
  const all = Object.fromEntries(entries);
  // biome-ignore lint/suspicious/noThenProperty: a keyword
  return nullable ? { if: { not: { type: "null" } }, then: all } : all;
}
