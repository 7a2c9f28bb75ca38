import { constantsOf, discriminatorValues } from "./alternatives.ts";
import { isRecord, type MediaType, type OpenApiDocument, type Schema } from "./document.ts";
import { isEventStream, isJson, isJsonSequence } from "./media-types.ts";
import { alternativesOf, resolve } from "./resolve.ts";

/** The schema of each item of a body, if its media type is a sequence of which that is known how it is written. */
export function itemSchemaOf(mediaType: string, { itemSchema }: MediaType): Schema | undefined {
  return isJsonSequence(mediaType) || isEventStream(mediaType) ? itemSchema : undefined;
}

const EVENT_FIELDS = ["data", "event", "id", "retry"];

/** Whether a resolved schema describes a whole server-sent event, rather than its data. */
export function isEventObject({ properties = {} }: Schema): boolean {
  return "data" in properties && Object.keys(properties).every((name) => EVENT_FIELDS.includes(name));
}

/** One kind of the events in a stream of server-sent events. */
export interface EventKind {
  /** The schema of its fields. If the data is JSON, what is in it takes the place of the text. */
  schema: Schema;
  isJson: boolean;
  /** The types that its events can have. Empty if they can have any. */
  names: string[];
}

/** The kinds of events that the `itemSchema` of a stream describes: one for each of its alternatives. */
export function eventKinds(document: OpenApiDocument, itemSchema: Schema): EventKind[] {
  return alternativesIn(document, itemSchema).map((schema) => {
    const { properties = {}, required = [] } = schema;
    const { schema: data } = resolve(document, properties["data"]);
    const { schema: event } = resolve(document, properties["event"]);
    const isDocument = isJson(data.contentMediaType ?? "");
    const given = constantsOf(document, "const" in event ? { enum: [event.const] } : event);
    const names = given.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
    return {
      schema: isDocument ? { ...schema, properties: { ...properties, data: data.contentSchema ?? {} } } : schema,
      isJson: isDocument || isNoText(document, data),
      // An event without a type is a message.
      names: names.length === 0 || required.includes("event") ? names : [...names, "message"],
    };
  });
}

/** The schema of all events that the `itemSchema` of a stream describes, with what is in their data in the place of its text. */
export function eventSchema(document: OpenApiDocument, itemSchema: Schema): Schema {
  const [only = itemSchema, ...others] = eventKinds(document, itemSchema).map(({ schema }) => schema);
  return others.length > 0 ? { anyOf: [only, ...others] } : only;
}

/** An event as it is sent: a line for each field, and for each line of its data. */
export function eventText(event: unknown): string {
  const lines = Object.entries(isRecord(event) ? event : {}).flatMap(([field, value]) =>
    `${typeof value === "string" ? value : JSON.stringify(value)}`.split("\n").map((line) => `${field}: ${line}`),
  );
  return lines.join("\n");
}

/** The deepest nesting of alternatives in each other. */
const MAX_LEVELS = 4;

function alternativesIn(document: OpenApiDocument, node: Schema, level = 0): Schema[] {
  const { schema } = resolve(document, node);
  const [choice, ...others] = alternativesOf(schema);
  if (!choice || others.length > 0 || level > MAX_LEVELS) return [schema];
  const { oneOf, anyOf, discriminator, ...own } = schema;
  const values = discriminatorValues(document, choice);
  return choice.options.flatMap((option, at) => {
    const told = discriminator && values[at]?.length && { [discriminator.propertyName]: { enum: values[at] } };
    return alternativesIn(document, { allOf: [own, option, ...(told ? [{ properties: told }] : [])] }, level + 1);
  });
}

/** Whether a schema describes values of JSON that are not texts, although the data of an event is one. */
function isNoText(document: OpenApiDocument, schema: Schema): boolean {
  const types = [schema.type ?? []].flat();
  if (types.length > 0) return !types.includes("string");
  const constants = constantsOf(document, schema);
  if (constants.length > 0) return !constants.some(({ value }) => typeof value === "string");
  return ["properties", "additionalProperties", "items", "oneOf", "anyOf"].some((keyword) => keyword in schema);
}
