export * from "./availability.ts";
export * from "./document.ts";
export * from "./media-types.ts";
export { camelCase, pascalCase, propertyKey, reservedWords, uniqueNames } from "./names.ts";
export { isIgnoredParameter, type NamedOperation, namedOperations } from "./operations.ts";
export { keysOf, pointerOf, valueAt } from "./pointer.ts";
export { componentName, follow, isNull, type Resolved, resolve, schemaOfRef } from "./resolve.ts";
export type { Warning } from "./warning.ts";
