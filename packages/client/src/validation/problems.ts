/** One reason why a value is invalid. */
export interface ValueProblem {
  /** JSON pointer (RFC 6901) to the invalid part of the value, such as `/parameters/rank`; empty for the value itself. */
  pointer: string;
  /** The rule that is broken, such as `rank-range`, or the keyword of the schema. Names do not change between versions. */
  rule: string;
  /** What is wrong, worded to follow the pointer: `must be at most 64, is 128`. */
  message: string;
}

/** One way in which a value does not fit a schema, as Ajv reports it. */
export interface SchemaError {
  instancePath: string;
  keyword: string;
  params: Readonly<Record<string, unknown>>;
  message?: string;
}

/**
 * Returns errors, of this package or of Ajv, as problems.
 *
 * @param secrets the names of properties whose values no message shows
 */
export function problemsOf(
  errors: readonly SchemaError[],
  value: unknown,
  secrets: readonly string[] = [],
): ValueProblem[] {
  return errors.map((error) => {
    const { instancePath: pointer, keyword, params } = error;
    const { missingProperty } = params;
    const rule = String(params["rule"] ?? keyword);
    if (typeof missingProperty === "string") {
      return { pointer: pointerTo(pointer, missingProperty), rule, message: `is required${subjectOf(error)}` };
    }
    return { pointer, rule, message: messageOf(error, value, secrets) };
  });
}

function messageOf(error: SchemaError, value: unknown, secrets: readonly string[]): string {
  const { instancePath, keyword, params, message } = error;
  const secret = keysOf(instancePath).some((key) => secrets.includes(key));
  const subject = subjectOf(error);
  const found = `${subject}${secret ? "" : `, is ${shown(valueAt(value, instancePath))}`}`;
  if (keyword === "type") return `must be ${[params["type"]].flat().join(" or ")}${found}`;
  if (keyword === "enum") {
    const allowed = [params["allowedValues"]].flat().map((word) => JSON.stringify(word));
    const note = params["isUnlisted"] ? ", which the documentation names but does not list" : "";
    return `must be one of ${allowed.join(", ")}${found}${note}`;
  }
  // Other messages show no text, so that a key that is too long does not end up in a log.
  const isRange = subject !== "" && typeof valueAt(value, instancePath) === "number";
  return (message ?? `does not fit "${keyword}"`) + (isRange ? found : subject);
}

/** For which word a value has to fit, if it has to only then. */
function subjectOf({ params }: SchemaError): string {
  return typeof params["title"] === "string" ? ` for ${params["title"]}` : "";
}

/** Returns the JSON pointer to a property of the value at another pointer. */
export function pointerTo(pointer: string, key: string): string {
  return `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** Returns the keys in a JSON pointer, from the outermost. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Returns the part of a value to which a JSON pointer points; `undefined` if there is none. */
export function valueAt(value: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

/** Returns a value as messages show it: short, on one line and without the content of objects. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
