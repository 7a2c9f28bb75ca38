import { isOfKind } from "./check-value.ts";
import type { CreateInput } from "./input.ts";
import { leafInput } from "./leaf-input.ts";
import { listInput } from "./list-input.ts";
import { mapInput } from "./map-input.ts";
import { objectInput } from "./object-input.ts";

/**
 * Makes the input that fits a field. A value to start with that the field has no place for, and a field that no input
 * fits, get a JSON text as their input.
 */
export const createInput: CreateInput = (field, value, context) => {
  const asJson = () => leafInput({ ...field, kind: "any" }, value, context);
  const { kind, values } = field;
  const isGiven = value !== undefined && !(value === null && field.nullable);
  if (isGiven && !isOfKind(kind, value)) return asJson();
  if (values !== undefined || kind === "any") {
    const isListed = values?.some((each) => JSON.stringify(each) === JSON.stringify(value));
    return isGiven && !isListed ? asJson() : leafInput(field, value, context);
  }
  if (kind === "object") return field.fields === undefined ? asJson() : objectInput(field, value, context);
  if (kind === "array") return listInput(field, value, context);
  if (kind === "map") return mapInput(field, value, context);
  return leafInput(field, value, context);
};
