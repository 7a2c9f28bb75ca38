/** Copies a value that JSON can hold. `structuredClone` would copy it too, but is missing in Jest's jsdom environment. */
export function copyJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}
