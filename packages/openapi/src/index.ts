export { type Constant, constantsOf, discriminatorValues, type Subtype, subtypesOf } from "./alternatives.ts";
export * from "./availability.ts";
export * from "./document.ts";
export { dataOf, type ExampleOptions, type MadeExample, makeExample } from "./example.ts";
export * from "./media-types.ts";
export { camelCase, pascalCase, propertyKey, reservedWords, uniqueNames } from "./names.ts";
export {
  isIgnoredParameter,
  type NamedOperation,
  namedCallbacks,
  namedOperations,
  namedWebhooks,
  operationsOf,
  webhooksOf,
} from "./operations.ts";
export { keysOf, pointerOf, valueAt } from "./pointer.ts";
export {
  type Alternatives,
  alternativesOf,
  componentName,
  follow,
  isNull,
  type Resolved,
  resolve,
  schemaOfRef,
} from "./resolve.ts";
export { type EventKind, eventKinds, eventSchema, eventText, isEventObject, itemSchemaOf } from "./sequences.ts";
export type { Warning } from "./warning.ts";
