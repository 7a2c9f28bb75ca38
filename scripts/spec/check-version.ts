import type { Document } from "@redocly/openapi-core";
import { isRecord } from "./is-record.ts";
import { type Place, placeOfFile, placeOfPointer } from "./place.ts";
import type { Problem } from "./problem.ts";

const otherFormats = {
  asyncapi: "an AsyncAPI",
  arazzo: "an Arazzo",
  overlay: "an OpenAPI Overlay",
  openrpc: "an OpenRPC",
} as const;

/** Why a parsed file is not an OpenAPI 3.0 or 3.1 description, or undefined when it is one. */
export function checkVersion({ source, parsed }: Document): Problem | undefined {
  const whole = placeOfFile(source.absoluteRef);
  if (parsed === undefined || parsed === null) {
    return refuse(whole, 'The file is empty: an OpenAPI description starts with "openapi: 3.1.1".');
  }
  if (!isRecord(parsed)) {
    const kind = Array.isArray(parsed) ? "a list" : `a ${typeof parsed}`;
    return refuse(
      whole,
      `The file holds ${kind}: an OpenAPI description is an object that starts with "openapi: 3.1.1".`,
    );
  }
  const { openapi, swagger } = parsed;
  if (openapi !== undefined) {
    const place = placeOfPointer(source, "#/openapi");
    if (typeof openapi !== "string" || /^3(\.[01])?$/.test(openapi)) {
      const version = JSON.stringify(openapi);
      return refuse(place, `The version ${version} is not whole: write three numbers, such as "openapi: 3.1.1".`);
    }
    if (!/^3\.[01]\./.test(openapi)) {
      return refuse(place, `OpenAPI ${openapi} is not supported: write the description in OpenAPI 3.0 or 3.1.`);
    }
    return undefined;
  }
  if (swagger !== undefined) {
    const remedy = "convert the file to OpenAPI 3.0 or 3.1, for example with swagger2openapi";
    return refuse(placeOfPointer(source, "#/swagger"), `Swagger 2.0 is not supported: ${remedy}.`);
  }
  for (const [field, name] of Object.entries(otherFormats)) {
    if (field in parsed) {
      return refuse(
        placeOfPointer(source, `#/${field}`),
        `This is ${name} description: only OpenAPI 3.0 and 3.1 are read.`,
      );
    }
  }
  return refuse(whole, 'The file has no "openapi" field: an OpenAPI description starts with "openapi: 3.1.1".');
}

function refuse(place: Place, message: string): Problem {
  return { severity: "error", ...place, rule: "openapi-version", message };
}
