/**
 * The reference as plain data: all that the pages say, before anything of how they look. It is made from a description
 * once and rendered twice, to HTML and to Markdown, so that the two cannot differ.
 */

/** Text in Markdown, as a description or a guide has it. It is foreign text: no renderer trusts it. */
export type Markdown = string;

/** Where a page stands, relative to the site's root, without its ending: `operations/updateModel`. */
export type PagePath = string;

export interface Site {
  title: string;
  /** The version of the API that the description gives. */
  version: string;
  /** One sentence on what the API is. */
  summary?: string;
  description?: Markdown;
  /** Where the site will stand, with a slash at the end: for the sitemap, which takes only whole addresses. */
  address: string;
  servers: Server[];
  security: SecurityScheme[];
  license?: { name: string; url?: string };
  /** What a reader must know on every page, such as that the description is unofficial. */
  notice?: string;
  /** In the order of the description; operations without a tag come last, in a group without a name. */
  tags: TagGroup[];
  operations: OperationPage[];
  schemas: SchemaPage[];
  guides: GuidePage[];
  /** How the client is installed; without it, the home page does not tell. */
  install?: Install;
}

export interface Install {
  /** A shell command. */
  command: string;
  note?: Markdown;
}

export interface Server {
  url: string;
  description?: Markdown;
}

export interface SecurityScheme {
  /** The scheme's key in the description. */
  name: string;
  /** `HTTP Basic`, `API key in the header X-Key`, … */
  title: string;
  description?: Markdown;
}

export interface TagGroup {
  name?: string;
  description?: Markdown;
  operations: OperationPage[];
}

/** How the samples get at the client of this description. */
export interface Client {
  /** The lines that make a client, before the first call, imports included. */
  setup: string[];
  /** The constant that holds it: `scenario`. */
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
  path: PagePath;
  /** The name of the client's method. */
  name: string;
  title: string;
  description?: Markdown;
  deprecated: boolean;
  tag?: string;
  /** In capitals. */
  method: string;
  /** The path template, `/models/{modelId}`. */
  route: string;
  server: string;
  security: string[];
  /** Path, query, header and cookie parameters, by place, in this order; places without any are left out. */
  parameters: ParameterGroup[];
  body?: Body;
  responses: ResponsePart[];
  samples: Sample[];
  /** What a form for the request needs, as data. Left out where the body is not JSON. */
  form?: RequestForm;
}

export interface ParameterGroup {
  place: "path" | "query" | "header" | "cookie";
  fields: Field[];
}

export interface Body {
  description?: Markdown;
  required: boolean;
  mediaTypes: string[];
  content: Content;
}

export interface ResponsePart {
  /** `200`, `4XX` or `default`. */
  status: string;
  description?: Markdown;
  headers: Field[];
  mediaTypes: string[];
  content?: Content;
  examples: NamedExample[];
}

/** What a body or a schema consists of. */
export interface Content {
  /** The type as a whole: a link to its schema, or words. */
  type: TypeText;
  /** How many fields stand in it, nested ones included. */
  count: number;
  parts: Part[];
}

/** Fields that stand together: an object's, or one alternative's of several. */
export interface Part {
  /** Named where there are several: `One of: Card`, `Any of: …`. */
  title?: string;
  type?: TypeText;
  description?: Markdown;
  /** What its fields are told apart by, where the schema has `x-availability`. */
  filter?: Filter;
  fields: Field[];
}

/** By what the fields of one schema differ: a trainer, an input's type. Made from `x-availability`. */
export interface Filter {
  /** The name of what is chosen, as a key of the address: `trainer`. */
  key: string;
  /** The same for readers: `Trainer`. */
  title: string;
  choices: { word: string; title: string; description: Markdown }[];
}

export interface Field {
  /** The permanent name of the field within its page: `body.parameters.learningRate`, `response.model.inputs.type`. */
  id: string;
  name: string;
  type: TypeText;
  required: boolean;
  /** Whether null is a value that it takes. */
  nullable: boolean;
  deprecated: boolean;
  readOnly: boolean;
  writeOnly: boolean;
  description?: Markdown;
  /** The words of the enclosing part's filter that the field is for, groups resolved; without it, it is for all. */
  availableFor?: string[];
  /** The same as the description says it, for readers: titles. */
  availableForTitles?: string[];
  /** Enumerated values, as JSON. */
  values: string[];
  /** Default, limits, format, pattern …, each as a label and a value, in a fixed order. */
  facts: Fact[];
  /** Example values, as JSON. */
  examples: string[];
  /** The fields inside, as parts; empty for a plain value, and where the page would go round in a circle. */
  parts: Part[];
  /** How many fields are inside, nested ones included. */
  count: number;
  /** What one of the nested fields belongs to: `itself`, `each item`, `each value`. */
  inside: "itself" | "each item" | "each value";
}

export interface Fact {
  label: string;
  /** As JSON or as a short text. */
  value: string;
}

/** A type in words, some of which lead to a schema's page: `array of` `Concept`. */
export type TypeText = TypeWord[];
export interface TypeWord {
  text: string;
  page?: PagePath;
}

export interface SchemaPage {
  path: PagePath;
  title: string;
  description?: Markdown;
  deprecated: boolean;
  type: TypeText;
  /** Enumerated values, as JSON. */
  values: string[];
  facts: Fact[];
  examples: string[];
  content: Content;
  /** What refers to it: a field of an operation or of a schema. */
  usedBy: Use[];
}

export interface Use {
  /** `Update a model: body.parameters`, `Model: class`. */
  page: PagePath;
  title: string;
  field: string;
  /** The field's id on that page. */
  id: string;
}

export interface NamedExample {
  key: string;
  title: string;
  description?: Markdown;
  value: unknown;
}

/** A request of the description's examples, in each language. */
export interface Sample {
  key: string;
  title: string;
  description?: Markdown;
  /** Whether it was made from the schema, as the description gives no example. */
  fromSchema: boolean;
  request: SampleRequest;
  code: Record<SampleLanguage, string>;
}

export type SampleLanguage = "curl" | "client" | "fetch" | "json";

/** The values of one request: what all of its samples are written from. */
export interface SampleRequest {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  header: Record<string, unknown>;
  /** Undefined where the operation takes none. */
  body?: unknown;
}

/** What the samples of an operation need to know of it. Plain data, so that a page can write them anew. */
export interface SampleOperation {
  /** The client's method. */
  name: string;
  method: string;
  route: string;
  server: string;
  mediaType?: string;
  /** What proves who calls: it stands in curl's options and in the headers. */
  security: SampleSecurity;
  client?: Client;
}

export type SampleSecurity =
  | { kind: "none" }
  /** HTTP Basic; the names are of environment variables. */
  | { kind: "basic"; user: string; password: string }
  | { kind: "bearer"; token: string }
  | { kind: "apiKey"; place: "header" | "query"; name: string; token: string };

/** All that a form for one request needs. It is put into the page as JSON. */
export interface RequestForm {
  operation: SampleOperation;
  parameters: FormField[];
  /** The body as one field, whose fields are the inputs. */
  body?: FormField;
  /** The request that the form starts with. */
  start: SampleRequest;
}

/** A field of a form: a schema with everything resolved that an input can hold to. */
export interface FormField {
  /** The same id as on the page. */
  id: string;
  name: string;
  place?: "path" | "query" | "header" | "cookie";
  /** `any` has a JSON text as its input, as have kinds that no input fits. */
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
  availableFor?: string[];
  /** The key of the filter that `availableFor` of its own fields speaks of. */
  filter?: string;
  /** Of an object. */
  fields?: FormField[];
  /** Of an array or a map: one item. */
  item?: FormField;
}
