import {
  follow,
  type MediaType,
  namedOperations,
  type OpenApiDocument,
  type Parameter,
  type RequestBody,
  verbOf,
} from "@repo/openapi";
import type { CredentialScheme } from "@repo/settings";
import { basePathOf } from "./description.ts";
import { unreadable } from "./parameters.ts";
import { isReadable } from "./request-body.ts";
import { type Success, successOf } from "./success.ts";

/** An operation as the sandbox serves it. */
export interface Route {
  /** The name of the operation, as in the client. */
  name: string;
  /** As in a request. */
  method: string;
  /** With the path of the server: `/v1/boats/{boatId}`. */
  path: string;
  parameters: readonly Parameter[];
  /** The alternatives of schemes that a request must send. */
  security: readonly (readonly CredentialScheme[])[];
  /** The readable media types of a body. */
  body: { required: boolean; content: Readonly<Record<string, MediaType>> } | undefined;
  success: Success;
  /** What the sandbox cannot do for this operation, if there is anything. */
  shortcoming: string | undefined;
  /** Returns the parameters in a path, still percent-encoded; `undefined` if it is not the path of this route. */
  match(path: string): Record<string, string> | undefined;
}

/**
 * Returns the routes of all operations, those with the fewest parameters in the path first, as OpenAPI matches paths. It
 * compiles schemas, which takes a while.
 */
export function routesOf(document: OpenApiDocument, schemes: readonly CredentialScheme[] = []): Route[] {
  const routes = namedOperations(document).map(({ name, method, path: template, node, parameters }): Route => {
    const path = basePathOf(document) + template;
    const { required = false, content } = node.requestBody
      ? follow<RequestBody>(document, node.requestBody)
      : { content: undefined };
    const types = Object.entries(content ?? {}).filter(([type]) => isReadable(type));
    const body = content && { required, content: Object.fromEntries(types) };
    const { security: alternatives = document.security ?? [] } = node;
    const security = alternatives.map((wanted) => schemes.filter((scheme) => Object.hasOwn(wanted, scheme.name)));
    const success = successOf(document, name, node);
    const shortcoming = [
      ...parameters.map((parameter) => unreadable(document, parameter)),
      body && types.length === 0
        ? `cannot read the body of ${name}: ${Object.keys(content ?? {}).join(", ")}.`
        : undefined,
      success.shortcoming,
    ].find((text) => text !== undefined);
    const match = matcherOf(path);
    return { name, method: verbOf(method), path, parameters, security, body, success, shortcoming, match };
  });
  const countParameters = ({ path }: Route) => path.split("{").length;
  return routes.sort((a, b) => countParameters(a) - countParameters(b));
}

function matcherOf(template: string): Route["match"] {
  // The text between the parameters and, at the odd indexes, their names.
  const parts = template.split(/\{([^{}]+)\}/);
  const source = parts.map((part, index) => (index % 2 ? "([^/]+)" : part.replace(/[^\w/]/g, "\\$&")));
  const names = parts.filter((_, index) => index % 2);
  const pattern = new RegExp(`^${source.join("")}$`);
  return (path) => {
    const found = pattern.exec(path);
    return found ? Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ""])) : undefined;
  };
}
