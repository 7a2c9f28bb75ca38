import { essenceOf, type Header, isJson, type MediaType, type Parameter, type Schema } from "@repo/openapi";
import type { Side } from "./change.ts";
import type { Pair, Writing } from "./covers.ts";
import { normalSchema } from "./normal-schema.ts";
import type { Reader } from "./reader.ts";

/** The schema of a parameter or header, wherever it stands. */
export function schemaOf({ schema, content }: Header): Schema {
  return schema ?? Object.values(content ?? {})[0]?.schema ?? {};
}

export function contentOf({ content = {} }: { content?: Record<string, MediaType> }): Record<string, MediaType> {
  return content;
}

type Where = Parameter["in"];

interface Style {
  style: string;
  isExploded: boolean;
  /** Whether the value is an object or a list, to which style and explode make a difference. */
  isObject: boolean;
  isList: boolean;
}

function styleOf(reader: Reader, parameter: Header, where: Where): Style {
  const style = parameter.style ?? (where === "query" || where === "cookie" ? "form" : "simple");
  const { types, branches } = normalSchema(reader, [schemaOf(parameter)]);
  const all = types === undefined || branches.length > 0;
  return {
    style,
    isExploded: parameter.explode ?? style === "form",
    isObject: all || types.has("object"),
    isList: all || types.has("array"),
  };
}

/** How the value of a parameter is written, with OpenAPI's defaults, as far as it makes a difference. */
export function writtenAs(reader: Reader, parameter: Header & { allowReserved?: boolean }, where: Where): string {
  const [mediaType] = Object.keys(parameter.content ?? {});
  if (mediaType !== undefined) return mediaType;
  const { style, isExploded } = styleOf(reader, parameter, where);
  return [
    `style ${style}`,
    isExploded ? "exploded" : "not exploded",
    ...(parameter.allowReserved ? ["reserved characters as they are"] : []),
  ].join(", ");
}

/** Whether the same values of a parameter or header are written the same. */
export function isWrittenTheSame(pair: Pair, old: Header, now: Header, where: Where): boolean {
  if (writtenAs(pair.before, old, where) === writtenAs(pair.after, now, where)) return true;
  if (old.content || now.content) return false;
  const [was, is] = [styleOf(pair.before, old, where), styleOf(pair.after, now, where)];
  const isReserved = (parameter: Header & { allowReserved?: boolean }) => parameter.allowReserved === true;
  if (was.style !== is.style || isReserved(old) !== isReserved(now)) return false;
  // Only objects, and lists in some styles, are written in another way if they are exploded.
  const matters = (one: Style) => one.isObject || (one.isList && one.style !== "simple");
  return !matters(was) || !matters(is);
}

/** How the values of a parameter or header are written: as text, unless they have a media type. */
export function writingOf(pair: Pair, old: Header, now: Header, where: Where, side: Side): Writing {
  const [mediaType] = Object.keys(now.content ?? old.content ?? {});
  if (mediaType !== undefined) {
    return isJson(mediaType) ? "json" : essenceOf(mediaType) === "application/x-www-form-urlencoded" ? "texts" : "text";
  }
  // Where a list repeats the parameter, a single value is a list of one.
  const outer = side === "request" ? styleOf(pair.after, now, where) : styleOf(pair.before, old, where);
  return outer.style === "form" && outer.isExploded ? "texts" : "text";
}
