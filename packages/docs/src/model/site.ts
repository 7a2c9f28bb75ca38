// The reference as plain data: what the pages say, but not how they look. It is made from a description once and rendered
// twice, to HTML and to Markdown, so that the two cannot differ.
import type { ComposerServer, CredentialScheme } from "@repo/settings";
import type { CredentialValue } from "../samples/credentials.ts";

/** Markdown of a description or a guide. It is not trusted: renderers escape any HTML in it. */
export type Markdown = string;

/** The path of a page within the site, without a file extension: `operations/updateBread`. */
export type PagePath = string;

export interface Site {
  title: string;
  /** The version of the API. */
  version: string;
  /** The address of the description itself. */
  self?: string;
  /** One sentence on what the API is. */
  summary?: string;
  description?: Markdown;
  servers: Server[];
  security: SecurityScheme[];
  license?: { name: string; url?: string };
  /** Who answers questions about the API, its terms of service, and further documentation. */
  links: WebLink[];
  /** A note on every page, such as that the description is unofficial. */
  notice?: string;
  /** In the order of the description. Operations without a tag come last, in a group without a name. */
  tags: TagGroup[];
  /** The tags that do not form the navigation. */
  labels: Label[];
  operations: OperationPage[];
  /** The requests that the API sends by itself. */
  webhooks: OperationPage[];
  /** The requests that the API sends because of an operation. */
  callbacks: OperationPage[];
  errors: DocumentedError[];
  schemas: SchemaPage[];
  guides: GuidePage[];
  /** How to install the client, before the first call. */
  install?: Markdown;
  /** What the page of errors says first, such as where the client's own errors are described. */
  errorsNote?: Markdown;
  /** The address of the repository. */
  repository?: string;
  /** Where the site will be published, with a slash at the end. */
  address?: string;
  /** Where to edit the source of a page. */
  editAddress?: (page: PagePath) => string;
}

/** A link to a page elsewhere. Its address begins with `http:`, `https:` or `mailto:`. */
export interface WebLink {
  title: string;
  url: string;
}

export interface Server {
  /** With the defaults of its variables. */
  url: string;
  name?: string;
  description?: Markdown;
  /** With its variables in braces. Left out if it has none. */
  template?: string;
  variables: ServerVariable[];
}

export interface ServerVariable {
  name: string;
  default: string;
  /** Empty if any value is allowed. */
  values: string[];
  description?: Markdown;
}

export interface SecurityScheme {
  /** The scheme's key in the description. */
  name: string;
  /** `HTTP Basic`, `API key in the header X-Key`, … */
  title: string;
  description?: Markdown;
  deprecated: boolean;
  /** The ways to get a token of OAuth 2.0. */
  flows: SecurityFlow[];
  /** The addresses from which a client discovers the rest: `Discovery`, `Metadata`. */
  discovery: Fact[];
  /** What the client needs to send it. Empty if it cannot, or if there is no client. */
  credentials: CredentialValue[];
}

export interface SecurityFlow {
  /** `Authorization code`, … */
  title: string;
  /** `Authorization address`, … */
  addresses: Fact[];
  scopes: { name: string; description: Markdown }[];
}

export interface TagGroup {
  /** As operations refer to it. Left out of the group of operations without a tag. */
  name?: string;
  title: string;
  description?: Markdown;
  links: WebLink[];
  operations: OperationPage[];
  /** The tags that name this one as their parent. */
  groups: TagGroup[];
}

/** A tag that marks operations and does not form the navigation. */
export interface Label {
  name: string;
  /** With its kind, unless that is `badge`: `Beta`, `audience: Partners`. */
  title: string;
  description?: Markdown;
  links: WebLink[];
}

/** How samples call the client of this description. */
export interface Client {
  /** The lines that create the client, including the imports. */
  setup: string[];
  /** The name of the constant that holds it: `bakery`. */
  constant: string;
}

export interface GuidePage {
  path: PagePath;
  title: string;
  /** The first paragraph, as plain text. */
  summary: string;
  /** The guide without its title. */
  body: Markdown;
  /** Its second-level headings. */
  sections: string[];
}

export interface OperationPage {
  /** Who sends the request: an app, or the API itself. */
  kind: "operation" | "webhook" | "callback";
  path: PagePath;
  /** The name of the client's method. */
  name: string;
  title: string;
  description?: Markdown;
  deprecated: boolean;
  /** The name of the tag under which the navigation lists it. */
  tag?: string;
  labels: Label[];
  /** As it is sent: `GET`. */
  method: string;
  /** The path template, `/models/{modelId}`. Of a webhook its name, and of a callback the expression of its address. */
  route: string;
  server: string;
  /** How to authenticate, in words: `HTTP Basic`. Empty if the operation needs no authentication. */
  security: string;
  /** Path, query, header and cookie parameters, in this order. Places without parameters are left out. */
  parameters: ParameterGroup[];
  /** The query as a whole, in place of query parameters. */
  queryString?: QueryString;
  body?: Body;
  responses: ResponsePart[];
  /** How the answer is read. Default: `json`. */
  answer?: AnswerKind;
  /** The requests that the API sends because of this operation. */
  callbacks: OperationPage[];
  /** Further documentation. */
  links: WebLink[];
  samples: Sample[];
  /** Why there are none, or what in them is to be replaced, because no value that fits is known. */
  sampleNote?: string;
  /** Samples that the author of the description wrote: `x-codeSamples`. */
  givenSamples: GivenSample[];
  /** The data of a form for the request. Left out if the body is not JSON. */
  form?: RequestForm;
}

export interface ParameterGroup {
  place: "path" | "query" | "header" | "cookie";
  fields: Field[];
}

/** A query that one schema describes as a whole. */
export interface QueryString {
  /** The name of the parameter, which is not sent. */
  name: string;
  description?: Markdown;
  required: boolean;
  deprecated: boolean;
  /** How the value is written into the address. */
  mediaType: string;
  content: Content;
}

export interface Body {
  description?: Markdown;
  required: boolean;
  /** The media types of the content. */
  mediaTypes: string[];
  content: Content;
  /** What is sent instead as other media types. */
  others: MediaContent[];
}

/** A content with a schema of its own for some media types. */
export interface MediaContent {
  /** The id of its section, with which its fields' ids start: `body-xml`. */
  id: string;
  mediaTypes: string[];
  content: Content;
  examples: NamedExample[];
}

export interface ResponsePart {
  /** `200`, `4XX` or `default`. */
  status: string;
  /** The id of its section, with which its fields' ids start: `response` for the first success, otherwise the status. */
  id: string;
  summary?: string;
  description?: Markdown;
  headers: Field[];
  /** The media types of the content. */
  mediaTypes: string[];
  content?: Content;
  examples: NamedExample[];
  /** What is received instead as other media types. */
  others: MediaContent[];
  /** How its values are used in calls of other operations. */
  links: ResponseLink[];
}

export interface ResponseLink {
  name: string;
  /** The operation that it leads to, or how the description names it. */
  operation: { title: string; page?: PagePath };
  description?: Markdown;
  /** Values or runtime expressions: `id` is `$response.body#/id`. */
  values: Fact[];
}

/** The type of a body or a schema, and its fields. */
export interface Content {
  /** The type as a whole: a link to its schema, or words. */
  type: TypeText;
  /** The number of fields, including nested ones. */
  count: number;
  /** What comes one after another in a stream, if the parts are of such an item and not of the whole. */
  each?: "item" | "event";
  /** What holds for all items of a stream together. */
  together?: Pick<Field, "description" | "facts">;
  parts: Part[];
}

/** A group of fields: those of an object, or of one alternative of several. */
export interface Part {
  /** Only of an alternative: `One of` or `Any of`. */
  title?: string;
  /** The title of an alternative's schema, if it has no page. */
  name?: string;
  type?: TypeText;
  description?: Markdown;
  /** The property whose values choose an alternative, and its values as JSON. */
  chosenBy?: Chosen;
  /** Of an alternative that is no object. */
  facts?: Fact[];
  values?: Value[];
  /** The schemas that a property tells apart and that are derived from this one. */
  subtypes?: { property: string; schemas: (Omit<Chosen, "property"> & { type: TypeText })[] };
  /** The filter for its fields, if the schema has `x-availability`. */
  filter?: Filter;
  fields: Field[];
}

export interface Chosen {
  property: string;
  values: string[];
  /** Whether it is also chosen if the property is missing or has any other value. */
  isDefault?: boolean;
}

/** A choice that hides what is not for it, such as a kind of oven. Made from `x-availability`. */
export interface Filter {
  /** Its parameter in the address: `oven-kind`. */
  key: string;
  /** For readers: `Oven kind`. */
  title: string;
  choices: { word: string; title: string; description: Markdown }[];
}

export interface Field {
  /** The permanent name of the field within its page: `body.parameters.learningRate`, `response.model.inputs.type`. */
  id: string;
  name: string;
  type: TypeText;
  required: boolean;
  deprecated: boolean;
  readOnly: boolean;
  writeOnly: boolean;
  description?: Markdown;
  /** The choices of the enclosing part's filter that the field is limited to, groups resolved. */
  availableFor?: string[];
  /** The titles of those choices, for readers. A group has one title. */
  availableForTitles?: string[];
  /** What differs about the field from choice to choice of the enclosing part's filter. Not empty. */
  differences?: FieldDifference[];
  /** Enumerated values. */
  values: Value[];
  links: WebLink[];
  /** The default, limits, format and so on, in a fixed order. */
  facts: Fact[];
  /** Example values, as JSON. */
  examples: string[];
  /** The fields inside. Empty for a plain value, and for a schema that contains itself. */
  parts: Part[];
  /** The number of fields inside, including nested ones. */
  count: number;
  /** What the fields inside belong to: the value itself, each item of a list, each value of a map, or what a text contains. */
  inside: "itself" | "each item" | "each value" | "its content";
  /** Whether there are fields inside that are neither here nor on another page, because they are too many. */
  isCut?: boolean;
}

/** What else holds for a field with one choice, or one group of choices. Made from `x-differs-for`. */
export interface FieldDifference {
  /** The title of the choice or the group. */
  title: string;
  /** The choices that it applies to, and the group itself. */
  words: string[];
  /** JSON. */
  default?: string;
  /** `from 2 to 64`. Empty if there are none. */
  limits: string;
  deprecated: boolean;
  note?: Markdown;
}

/** An enumerated value. */
export interface Value {
  json: string;
  title?: string;
  description?: Markdown;
}

export interface Fact {
  label: string;
  /** JSON or a short text. */
  value: string;
}

/** A type in words, some of which link to a schema's page: `array of` `Concept`. */
export type TypeText = { text: string; page?: PagePath }[];

/** A status of an error, and the operations that document it. */
export interface DocumentedError {
  status: string;
  answers: { operation: OperationPage; response: ResponsePart }[];
}

export interface SchemaPage {
  path: PagePath;
  title: string;
  description?: Markdown;
  deprecated: boolean;
  type: TypeText;
  /** Enumerated values. */
  values: Value[];
  links: WebLink[];
  facts: Fact[];
  examples: string[];
  content: Content;
  /** The fields of operations and of schemas that have this type. */
  usedBy: Use[];
}

export interface Use {
  page: PagePath;
  /** The title of the page. */
  title: string;
  /** The field's id on that page: `body.parameters`. */
  id: string;
}

export interface NamedExample {
  key: string;
  title: string;
  description?: Markdown;
  /** Whether it was made from the schema because the description has no example. */
  fromSchema: boolean;
  value: unknown;
  /** The value as it is sent, if the description says it. */
  serialized?: string;
}

/** An example request in each language. */
export interface Sample {
  key: string;
  title: string;
  description?: Markdown;
  /** Whether it was made from the schema because the description has no example. */
  fromSchema: boolean;
  request: SampleRequest;
  code: Record<SampleLanguage, string>;
}

export interface GivenSample {
  title: string;
  /** The name of its language in Markdown. */
  language: string;
  code: string;
}

export type SampleLanguage = "curl" | "client" | "fetch" | "json";

/** The values of one request, from which its samples are written. */
export interface SampleRequest {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  header: Record<string, unknown>;
  /** The query as a whole, in place of `query`. */
  querystring?: unknown;
  /** Undefined if the operation takes no body. */
  body?: unknown;
  /** The body as it is sent, if the description says it. */
  serializedBody?: string;
}

/** What the samples of an operation need to know about it. Plain data, so that a page can rewrite them. */
export interface SampleOperation {
  /** The client's method. */
  name: string;
  method: string;
  route: string;
  server: string;
  mediaType?: string;
  /** The media type that writes the whole query. */
  queryMediaType?: string;
  /** How a call authenticates: by all of these together. */
  security: CredentialScheme[];
  /** How the answer is read. Default: `json`. */
  answer?: AnswerKind;
  /** The fields of a form that are files. */
  files?: string[];
  client?: Client;
}

export type AnswerKind = "json" | "text" | "bytes" | "items" | "events" | "none";

/** The data of a form for one request. The page contains it as JSON. */
export interface RequestForm {
  operation: SampleOperation;
  parameters: FormField[];
  /** The whole query as one field. */
  querystring?: FormField;
  /** The body as one field. */
  body?: FormField;
  /** The request that the form is filled with at the start. */
  start: SampleRequest;
  /** Where the form can send the request. */
  servers?: readonly ComposerServer[];
}

/** A field of a form: what an input needs to know of a schema, with all references resolved. */
export interface FormField {
  /** Its id on the page. */
  id: string;
  name: string;
  place?: "path" | "query" | "header" | "cookie";
  /** `any` is filled in as JSON. */
  kind: "string" | "number" | "integer" | "boolean" | "object" | "array" | "map" | "any";
  required?: true;
  nullable?: true;
  deprecated?: true;
  secret?: true;
  values?: unknown[];
  default?: unknown;
  example?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minItems?: number;
  maxItems?: number;
  /** The choices that the field is limited to. */
  availableFor?: string[];
  /** What else holds with some choices. */
  differences?: FormDifference[];
  /** The key of the filter that the `availableFor` and the `differences` of its fields refer to. */
  filter?: string;
  /** The field of this object whose value is a choice of that filter. */
  choice?: string;
  /** What the values of this field tell about the objects beside and around it: the choice of a filter, or a group. */
  tells?: { filter: string; words: Record<string, string> };
  /** The fields of an object. */
  fields?: FormField[];
  /** The items of an array, or the values of a map. */
  item?: FormField;
}

/** What else holds for a field of a form with one choice, or one group of choices. */
export interface FormDifference extends Pick<FieldDifference, "title" | "words"> {
  /** `default 16, from 2 to 64`. */
  text: string;
  keywords: Partial<FormField>;
}
