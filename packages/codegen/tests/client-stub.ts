// What generated modules import from the client. The tests copy it beside them.

export interface CallOptions {
  signal?: AbortSignal;
}

export interface OperationResult<Output, Failed = unknown, Headers = unknown> extends Promise<Output> {
  result(): Promise<Failed | Headers>;
}

export type DocumentedError<Responses> = { responses: Responses };
export type HeadError = { body: undefined };
export type ResponseHeaders<Responses, Status extends keyof Responses> = Responses[Status];

export interface ServerSentEvent<Data> {
  data: Data;
}

export type DescribedEvent<Described> = { described: Described };

export interface Operation {
  method: string;
  path: string;
  parameters: Partial<Record<"path" | "query" | "querystring" | "header" | "cookie", readonly string[]>>;
  [field: string]: unknown;
}

export const [describeCall, describeRequest, describeResponse] = ["call", "request", "response"];

export type Documented = readonly [name: string, true | readonly [property: string, true | string][]][];

export type Schema = boolean | { [keyword: string]: unknown };

export interface Format {
  name: string;
  pattern: RegExp;
}

export type RequestSchemas<Parts extends string> = { [Place in Exclude<Parts, "body" | "querystring">]: Schema } & {
  querystring?: { required?: true; content: Record<string, Schema> };
  body?: { required?: true; content: Record<string, Schema> };
  secrets?: readonly string[];
};

export interface RequestValidator<Parts extends string> {
  schemas: RequestSchemas<Parts>;
}

export function requestValidator<Parts extends string>(schemas: RequestSchemas<Parts>): RequestValidator<Parts> {
  return { schemas };
}

export interface StandardSchema<Body> {
  types?: { input: Body };
}

export function bodySchema<Body>(schemas: RequestSchemas<"body">): StandardSchema<Body> & { schemas: unknown } {
  return { schemas };
}
