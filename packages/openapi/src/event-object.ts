import type { Schema } from "./document.ts";

const EVENT_FIELDS = ["data", "event", "id", "retry"];

/** Whether a resolved schema describes a whole server-sent event, rather than its data. */
export function isEventObject({ properties = {} }: Schema): boolean {
  return "data" in properties && Object.keys(properties).every((name) => EVENT_FIELDS.includes(name));
}
