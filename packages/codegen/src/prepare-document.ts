import {
  eventSchema,
  httpMethods,
  isEventStream,
  isIgnoredParameter,
  isRecord,
  itemSchemaOf,
  keysOf,
  type OpenApiDocument,
  pointerOf,
  valueAt,
  type Warning,
} from "@repo/openapi";
import { type PreparedSchemas, prepareSchemas, referenceTo } from "./schemas/prepare-schemas.ts";
import { annotationsOf, type Context, type Json } from "./schemas/shape.ts";
import type { Root } from "./schemas/uses.ts";

export interface PreparedDocument extends Pick<PreparedSchemas, "added" | "aliases"> {
  /** The description, with nothing in it but what has a type. */
  document: Json;
}

/**
 * The name of a parameter in the query that is the whole query. openapi-typescript does not know these, and nothing else
 * has this name.
 */
export const WHOLE_QUERY = "\0querystring";

/** The components besides schemas. References to anything else than a whole component are replaced with what they lead to. */
const KINDS = ["responses", "parameters", "requestBodies", "headers", "pathItems"] as const;

/** A part of the description. */
interface Part {
  node: Json;
  /** Its JSON pointer. */
  pointer: string;
  /** Whether the API receives the requests that it belongs to, or, as in a webhook, sends them. */
  isCalled: boolean;
}

/**
 * Copies the parts of a description that have types, in the form in which openapi-typescript writes what they mean.
 *
 * @param options.operations whether to keep the operationIds, which become the properties of an interface `operations`
 * @param options.aliasOf returns an unused type name for a schema that refers to itself and is not an object
 */
export function prepareDocument(
  document: OpenApiDocument,
  options: { operations: boolean; aliasOf: (key: string) => string },
  warn: (warning: Warning) => void,
): PreparedDocument {
  const roots = new Map<Root, Json>();

  function schemaIn(schema: unknown, context: Context, pointer: string): Json {
    // It is filled when it is known in which contexts each schema is used.
    const prepared: Json = {};
    roots.set({ schema, context, pointer }, prepared);
    return prepared;
  }

  /** The part at a key, with its references followed. */
  function child({ node, pointer, isCalled }: Part, ...keys: (string | number)[]): Part | undefined {
    const value = keys.reduce<unknown>(
      (at, key) => (typeof at === "object" && at ? Reflect.get(at, key) : undefined),
      node,
    );
    return followed(value, pointer + pointerOf(keys), isCalled);
  }

  function followed(node: unknown, pointer: string, isCalled: boolean): Part | undefined {
    for (const seen = new Set<unknown>(); isRecord(node) && typeof node["$ref"] === "string" && !seen.has(node); ) {
      seen.add(node);
      pointer = pointerOf(keysOf(node["$ref"]));
      node = valueAt(document, pointer);
    }
    return isRecord(node) ? { node, pointer, isCalled } : undefined;
  }

  /** A reference to the component that a part is, or else the part itself. */
  function component(part: Part, prepare: (part: Part) => Json): Json {
    const [first, kind, name, ...deeper] = keysOf(part.pointer);
    const isComponent = first === "components" && KINDS.some((each) => each === kind) && deeper.length === 0;
    return isComponent && kind !== undefined && name !== undefined ? referenceTo(kind, name) : prepare(part);
  }

  function entries(part: Part, key: string): [name: string, part: Part][] {
    const map = part.node[key];
    return (isRecord(map) ? Object.keys(map) : []).flatMap((name): [string, Part][] => {
      const at = isExtension(key, name) ? undefined : child(part, key, name);
      return at ? [[name, at]] : [];
    });
  }

  function pathItem(part: Part): Json {
    const methods = httpMethods.flatMap((method) => {
      const at = child(part, method);
      return at ? [[method, operation(at)]] : [];
    });
    const others = entries(part, "additionalOperations").map(([method, at]) => [method, operation(at)]);
    return {
      parameters: parametersOf(part),
      ...Object.fromEntries(methods),
      ...(others.length > 0 && { additionalOperations: Object.fromEntries(others) }),
    };
  }

  function operation(part: Part): Json {
    const { operationId } = part.node;
    // openapi-typescript refers to it without escaping these.
    const isName = typeof operationId === "string" && !/[%/~]/.test(operationId);
    const body = child(part, "requestBody");
    const responses = entries(part, "responses").map(([status, at]) => [status, component(at, response)]);
    return {
      ...annotationsOf(part.node),
      ...(options.operations && isName && { operationId }),
      parameters: parametersOf(part),
      ...(body && { requestBody: { ...annotationsOf(body.node), ...component(body, requestBody) } }),
      responses: Object.fromEntries(responses),
    };
  }

  function parametersOf(part: Part): Json[] {
    const count = Array.isArray(part.node["parameters"]) ? part.node["parameters"].length : 0;
    return Array.from({ length: count }, (_, at) => child(part, "parameters", at))
      .filter((at) => at !== undefined)
      .filter((at) => !isIgnoredParameter(at.node))
      .map((at) => component(at, parameter));
  }

  function parameter(part: Part): Json {
    const { name, in: place, required } = part.node;
    if (place === "querystring") {
      const whole = { name: WHOLE_QUERY, in: "query", required };
      return { ...annotationsOf(part.node), ...whole, ...schemaOf(part, "request") };
    }
    return { ...annotationsOf(part.node), name, in: place, required, ...schemaOf(part, "request") };
  }

  function header(part: Part): Json {
    return { ...annotationsOf(part.node), required: part.node["required"], ...schemaOf(part, "response") };
  }

  /** The schema of a parameter or header, also if it stands in its media type. */
  function schemaOf(part: Part, context: Context): Json {
    const { node, pointer } = entries(part, "content")[0]?.[1] ?? part;
    return node["schema"] === undefined ? {} : { schema: schemaIn(node["schema"], context, `${pointer}/schema`) };
  }

  function requestBody(part: Part): Json {
    const content = contentOf(part, part.isCalled);
    return { ...annotationsOf(part.node), required: part.node["required"], content };
  }

  function response(part: Part): Json {
    const headers = entries(part, "headers").map(([name, at]) => [name, headerOf(at)]);
    const content = contentOf(part, !part.isCalled);
    return { ...annotationsOf(part.node), headers: Object.fromEntries(headers), content };
  }

  /** openapi-typescript takes each header that is a reference for a required one. */
  function headerOf(part: Part): Json {
    const prepared = component(part, header);
    const { required } = part.node;
    return "$ref" in prepared ? { ...annotationsOf(part.node), required, schema: prepared } : prepared;
  }

  function contentOf(part: Part, isReceived: boolean): Json {
    const content = entries(part, "content").map(([mediaType, { node, pointer }]) => {
      const context = isReceived ? (mediaType.startsWith("multipart/") ? "form" : "request") : "response";
      const itemSchema = itemSchemaOf(mediaType, node);
      const items = itemSchema && isEventStream(mediaType) ? eventSchema(document, itemSchema) : itemSchema;
      const [key, schema] = items ? ["itemSchema", { type: "array", items }] : ["schema", node["schema"]];
      const prepared = schema === undefined ? {} : { schema: schemaIn(schema, context, `${pointer}/${key}`) };
      return [mediaType, { ...annotationsOf(node), ...prepared }];
    });
    return Object.fromEntries(content);
  }

  const whole = (isCalled: boolean): Part => ({ node: { ...document }, pointer: "", isCalled });
  const components = child(whole(true), "components");
  const writers = {
    responses: response,
    parameters: parameter,
    requestBodies: requestBody,
    headers: header,
    pathItems: pathItem,
  };
  const prepared = {
    paths: Object.fromEntries(entries(whole(true), "paths").map(([path, at]) => [path, component(at, pathItem)])),
    webhooks: Object.fromEntries(
      entries(whole(false), "webhooks").map(([name, at]) => [name, component(at, pathItem)]),
    ),
    components: Object.fromEntries(
      KINDS.map((kind) => {
        const parts = components ? entries(components, kind) : [];
        return [kind, Object.fromEntries(parts.map(([name, at]) => [name, writers[kind](at)]))];
      }),
    ),
  };
  const {
    schemas,
    added,
    roots: rootSchemas,
    aliases,
  } = prepareSchemas(document, [...roots.keys()], options.aliasOf, warn);
  for (const [root, schema] of rootSchemas) Object.assign(roots.get(root) ?? {}, schema);
  const withSchemas = { schemas: Object.fromEntries(schemas), ...prepared.components };
  return { document: { ...prepared, components: withSchemas }, added, aliases };
}

/** Extensions may stand among paths and responses. In other maps, names may start like that. */
function isExtension(key: string, name: string): boolean {
  return (key === "paths" || key === "responses") && name.startsWith("x-");
}
