import { isRecord } from "../document.ts";

/** What Redocly knows about a value that is neither an object nor a list of objects. */
export interface Scalar {
  type?: string;
  enum?: string[];
  items?: Scalar;
  minimum?: number;
}

/** Whether a value is one that Redocly expects. */
export function isOk({ type, enum: values, items, minimum }: Scalar, value: unknown): boolean {
  if (values) return typeof value === "string" && values.includes(value);
  if (type === "array") return Array.isArray(value) && (!items || value.every((item) => isOk(items, item)));
  if (typeof value === "number" && minimum !== undefined && value < minimum) return false;
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") return isRecord(value);
  return type === undefined || typeof value === type;
}

/** What a value of the wrong kind surely means: `"true"` where a boolean belongs. Undefined if that is not clear. */
export function convert(expected: Scalar, value: unknown): unknown {
  if (expected.type === "array") {
    const { items } = expected;
    if (!items) return undefined;
    const given = Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
    const list = given.flatMap((item) => {
      const converted = isOk(items, item) ? item : convert(items, item);
      return converted === undefined ? [] : [converted];
    });
    return list.length > 0 ? list : undefined;
  }
  const converted = convertScalar(expected, value);
  return converted !== undefined && isOk(expected, converted) ? converted : undefined;
}

function convertScalar({ type, enum: values }: Scalar, value: unknown): unknown {
  if (values) return values.find((known) => known.toLowerCase() === String(value).toLowerCase());
  if (type === "string" && (typeof value === "number" || typeof value === "boolean")) return String(value);
  if (typeof value !== "string") return undefined;
  if (type === "boolean" && /^(true|false)$/.test(value)) return value === "true";
  return (type === "number" || type === "integer") && value.trim() !== "" ? Number(value) : undefined;
}
