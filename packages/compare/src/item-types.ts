import { isEventObject, isEventStream, isJsonSequence } from "@repo/openapi";
import type ts from "typescript-5";
import type { TypeProgram } from "./type-program.ts";

type Types = [before: ts.Type, after: ts.Type];

/**
 * The types of what the client reads one by one, if a media type is a stream, and else the given types. A stream that is
 * described by its items has a list for a type. Before OpenAPI 3.2, its type is that of one item, or of the data of one event.
 */
export function readTypes(program: TypeProgram, mediaType: string, [was, is]: Types): Types {
  const [item, itemNow] = [was, is].map((type) => program.itemOf(type));
  if (isJsonSequence(mediaType)) return [item ?? was, itemNow ?? is];
  if (!isEventStream(mediaType)) return [was, is];
  const [event, eventNow] = [item, itemNow].map((type) => program.inside(type, "data") && type);
  if (event && eventNow) return [event, eventNow];
  return [dataIn(program, event ?? was), dataIn(program, eventNow ?? is)];
}

/** The types of what the client writes one by one. A stream that is not described by its items is written by the caller. */
export function writtenTypes(program: TypeProgram, mediaType: string, [was, is]: Types): Types {
  const [item, itemNow] = [was, is].map((type) => program.itemOf(type));
  return isJsonSequence(mediaType) && item && itemNow ? [item, itemNow] : [was, is];
}

/** The type of the data of an event. */
function dataIn(program: TypeProgram, type: ts.Type): ts.Type {
  const names = program.propertiesOf(type).map(({ name }) => [name, {}]);
  const data = isEventObject({ properties: Object.fromEntries(names) }) && program.inside(type, "data");
  return data || type;
}
