/** An OpenAPI 3.0, 3.1 or 3.2 description as plain JSON data. Only the fields that this project uses are declared. */
export interface OpenApiDocument extends Extensions {
  openapi: string;
  /** The URI of the document itself, to which references in it are relative. */
  $self?: string;
  info: Info;
  servers?: Server[];
  tags?: Tag[];
  security?: SecurityRequirement[];
  paths?: Record<string, PathItem>;
  webhooks?: Record<string, PathItem>;
  "x-webhooks"?: Record<string, PathItem>;
  components?: Components;
  externalDocs?: ExternalDocs;
  jsonSchemaDialect?: string;
}

/** Fields that start with `x-`, whose meaning is up to the author. */
export interface Extensions {
  [extension: `x-${string}`]: unknown;
}

/** A reference to a place in the same document. In OpenAPI 3.1 it may have a summary and a description. */
export interface Reference {
  $ref: string;
  summary?: string;
  description?: string;
}

export interface Info extends Extensions {
  title: string;
  version: string;
  summary?: string;
  description?: string;
  termsOfService?: string;
  contact?: { name?: string; url?: string; email?: string } & Extensions;
  license?: { name: string; identifier?: string; url?: string } & Extensions;
}

export interface Server extends Extensions {
  url: string;
  name?: string;
  description?: string;
  variables?: Record<string, { default: string; enum?: string[]; description?: string } & Extensions>;
}

export interface Tag extends Extensions {
  name: string;
  /** What is shown instead of the name. */
  summary?: string;
  /** The name of the tag around this one. */
  parent?: string;
  /** What the tag is for, such as `nav` or `badge`. */
  kind?: string;
  description?: string;
  externalDocs?: ExternalDocs;
}

export interface ExternalDocs extends Extensions {
  url: string;
  description?: string;
}

/** The security schemes that are needed together, each with its scopes. */
export type SecurityRequirement = Record<string, string[]>;

/** The methods that are fields of a path item. */
export const httpMethods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"] as const;
export type HttpMethod = (typeof httpMethods)[number];

/** The method of an operation as it is sent: `get` is GET, and what only `additionalOperations` has is sent as it is. */
export function verbOf(method: string): string {
  return httpMethods.some((known) => known === method) ? method.toUpperCase() : method;
}

/** Whether `fetch` sends a method. It refuses some, for security. */
export function isFetched(method: string): boolean {
  return !/^(connect|trace|track)$/i.test(method);
}

export interface PathItem extends Extensions, Partial<Record<HttpMethod, Operation>> {
  $ref?: string;
  summary?: string;
  description?: string;
  servers?: Server[];
  parameters?: (Parameter | Reference)[];
  /** Operations of further methods, such as `COPY`, by the method as it is sent. */
  additionalOperations?: Record<string, Operation>;
}

export interface Operation extends Extensions {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  deprecated?: boolean;
  parameters?: (Parameter | Reference)[];
  requestBody?: RequestBody | Reference;
  responses?: Record<string, Response | Reference>;
  callbacks?: Record<string, Record<string, PathItem> | Reference>;
  security?: SecurityRequirement[];
  servers?: Server[];
  externalDocs?: ExternalDocs;
}

export interface Parameter extends Header {
  name: string;
  /** `querystring` is the whole query, which its `content` describes. */
  in: "path" | "query" | "querystring" | "header" | "cookie";
  allowEmptyValue?: boolean;
  allowReserved?: boolean;
}

export interface Header extends Extensions {
  description?: string;
  required?: boolean;
  deprecated?: boolean;
  style?: string;
  explode?: boolean;
  schema?: Schema;
  content?: Record<string, MediaType>;
  example?: unknown;
  examples?: Record<string, Example | Reference>;
}

export interface RequestBody extends Extensions {
  description?: string;
  required?: boolean;
  content: Record<string, MediaType>;
}

export interface Response extends Extensions {
  summary?: string;
  description: string;
  headers?: Record<string, Header | Reference>;
  content?: Record<string, MediaType>;
  links?: Record<string, Link | Reference>;
}

/** How a value of a response is used in the call of another operation. */
export interface Link extends Extensions {
  operationId?: string;
  operationRef?: string;
  /** Values or runtime expressions, by the name of the parameter. */
  parameters?: Record<string, unknown>;
  requestBody?: unknown;
  description?: string;
}

export interface MediaType extends Extensions {
  schema?: Schema;
  /** The schema of each item of a sequence, such as `application/jsonl`. */
  itemSchema?: Schema;
  example?: unknown;
  examples?: Record<string, Example | Reference>;
  encoding?: Record<string, unknown>;
  prefixEncoding?: unknown[];
  itemEncoding?: unknown;
}

export interface Example extends Extensions {
  summary?: string;
  description?: string;
  value?: unknown;
  /** The same as `value`, but never as it is sent. */
  dataValue?: unknown;
  /** The value as it is sent. */
  serializedValue?: string;
  externalValue?: string;
}

/** A schema object. In OpenAPI 3.1 any keyword may stand beside `$ref`. */
export interface Schema extends Extensions {
  $ref?: string;
  $dynamicRef?: string;
  $dynamicAnchor?: string;
  $defs?: Record<string, Schema>;
  title?: string;
  description?: string;
  type?: SchemaType | SchemaType[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  examples?: unknown[];
  nullable?: boolean;
  deprecated?: boolean;
  readOnly?: boolean;
  writeOnly?: boolean;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  minProperties?: number;
  maxProperties?: number;
  items?: Schema;
  prefixItems?: Schema[];
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number | boolean;
  exclusiveMaximum?: number | boolean;
  multipleOf?: number;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  not?: Schema;
  discriminator?: { propertyName: string; mapping?: Record<string, string>; defaultMapping?: string } & Extensions;
  /** Of a string that holds a document of another media type, that type and the schema of what is in it. */
  contentMediaType?: string;
  contentSchema?: Schema;
  contentEncoding?: string;
  externalDocs?: ExternalDocs;
  /** Declares the words that `x-available-for` and `x-differs-for` of a property may use. */
  "x-availability"?: Availability;
  /** The words of the enclosing schema's `x-availability` that this property is for. */
  "x-available-for"?: string[];
  /** What the schema says in addition, by word of the enclosing schema's `x-availability`. */
  "x-differs-for"?: Record<string, Schema>;
  /** On an enumeration: which word of an `x-availability` elsewhere its values tell. */
  "x-tells"?: Tells;
  /** On an enumeration: further values that the API's own documentation names and does not list. */
  "x-unlisted"?: unknown[];
}

export type SchemaType = "string" | "number" | "integer" | "boolean" | "object" | "array" | "null";

export interface Availability {
  /** What the words tell apart, as a noun in PascalCase. */
  name: string;
  /** The property of the same schema whose value is the word, if there is one. */
  property?: string;
  values: Record<string, AvailabilityWord>;
  /** Words that stand for several others, or for a wider set, such as the family of models that a trainer trains. */
  groups?: Record<string, AvailabilityGroup>;
}

export interface AvailabilityWord {
  title: string;
  description: string;
}

export interface AvailabilityGroup extends AvailabilityWord {
  /** The words of `values` that it stands for. */
  includes: string[];
}

/** Which words of an {@link Availability} the values of an enumeration tell. */
export interface Tells {
  /** The name of the `x-availability`. */
  name: string;
  /** A word or a group by value. A value that tells nothing is left out. */
  words: Record<string, string>;
}

export interface Components extends Extensions {
  schemas?: Record<string, Schema>;
  parameters?: Record<string, Parameter | Reference>;
  requestBodies?: Record<string, RequestBody | Reference>;
  responses?: Record<string, Response | Reference>;
  headers?: Record<string, Header | Reference>;
  examples?: Record<string, Example | Reference>;
  securitySchemes?: Record<string, SecurityScheme | Reference>;
  links?: Record<string, Link | Reference>;
  callbacks?: Record<string, Record<string, PathItem> | Reference>;
  pathItems?: Record<string, PathItem>;
  mediaTypes?: Record<string, MediaType>;
}

export interface SecurityScheme extends Extensions {
  type: "http" | "apiKey" | "oauth2" | "openIdConnect" | "mutualTLS";
  description?: string;
  scheme?: string;
  bearerFormat?: string;
  name?: string;
  in?: "query" | "header" | "cookie";
  flows?: Record<string, OAuthFlow>;
  openIdConnectUrl?: string;
  oauth2MetadataUrl?: string;
  deprecated?: boolean;
}

export interface OAuthFlow extends Extensions {
  authorizationUrl?: string;
  deviceAuthorizationUrl?: string;
  tokenUrl?: string;
  refreshUrl?: string;
  /** What each scope permits. */
  scopes?: Record<string, string>;
}

/** The keywords whose value is data of the API, even if it looks like a schema. */
export const dataKeywords: ReadonlySet<string> = new Set(["const", "enum", "default", "example", "examples"]);

/** Whether a value is an object with fields, and not null or a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
