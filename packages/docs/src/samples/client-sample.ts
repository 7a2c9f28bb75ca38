import type { SampleOperation, SampleRequest } from "../model/site.ts";
import { bodyConstant } from "./body-constant.ts";
import { keyOf, literal, overLines } from "./literal.ts";

/** A request in TypeScript with the description's own client; empty where it has none. */
export function clientSample(operation: SampleOperation, request: SampleRequest): string {
  const { name, client } = operation;
  if (client === undefined) return "";
  const key = keyOf(name);
  const start = `const result = await ${client.constant}${key === name ? `.${name}` : `[${key.replace(/^\[|\]$/g, "")}]`}(`;
  const body = bodyConstant(operation, request.body);
  return `${client.setup.join("\n")}\n\n${body}${start}${callArgument(request, start.length, body !== "")});\nconsole.log(result);`;
}

/** @param hasConstant whether the body is in a constant `body` already */
function callArgument({ path, query, header, body }: SampleRequest, taken: number, hasConstant: boolean): string {
  const parts = Object.entries({ path, query, header }).filter(([, values]) => Object.keys(values).length > 0);
  if (hasConstant)
    return parts.length === 0 ? "{ body }" : overLines(Object.fromEntries(parts), "").replace(/\}$/, "  body,\n}");
  const input = { ...Object.fromEntries(parts), ...(body !== undefined && { body }) };
  if (Object.keys(input).length === 0) return "";
  // A body is what one reads a sample for: it stands on a line of its own.
  return body === undefined ? literal(input, { indent: "", taken: taken + 2 }) : overLines(input, "");
}
