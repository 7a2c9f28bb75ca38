import { isRecord, limitOf } from "@scenario-openapi/openapi";
import { textList } from "./source-text.ts";

type Json = Record<string, unknown>;

/**
 * A copy of a schema whose properties say in their descriptions what they are limited to by `x-available-for`. Parts of
 * its `allOf` that declare no words of their own get those of the schema.
 */
export function withLimits(schema: Json): Json {
  const copy = { ...schema };
  if (isRecord(schema["properties"])) {
    const properties = Object.entries(schema["properties"]);
    copy["properties"] = Object.fromEntries(properties.map(([name, property]) => [name, limited(schema, property)]));
  }
  if (Array.isArray(schema["allOf"]) && schema["x-availability"] !== undefined) {
    const inherited = { "x-availability": schema["x-availability"] };
    copy["allOf"] = schema["allOf"].map((part) => (isRecord(part) ? { ...inherited, ...part } : part));
  }
  return copy;
}

function limited(schema: Json, property: unknown): unknown {
  const limit = limitOf(schema, property);
  if (!isRecord(property) || !limit) return property;
  const given = typeof property["description"] === "string" ? property["description"].trim() : "";
  const only = `Only for ${textList(limit.titles)}.`;
  return { ...property, description: given === "" ? only : `${given}\n\n${only}` };
}
