// What generated modules import from the client. The tests copy it beside them.

export interface CallOptions {
  signal?: AbortSignal;
}

export type OperationResult<Output> = Promise<Output>;

export interface Operation {
  method: string;
  path: string;
  parameters: Partial<Record<"path" | "query" | "header" | "cookie", readonly string[]>>;
  contentType?: string;
  secrets?: readonly string[];
  parseAs?: "text" | "blob";
  mayBeEmpty?: true;
}

export type Documented = readonly [name: string, true | readonly [property: string, true | string][]][];

export interface Validator {
  (value: unknown): boolean;
  errors?: unknown[] | null;
}

export interface RequestValidators {
  path: Validator;
  query: Validator;
  body: Validator;
}

export function codePoints(text: string): number {
  return [...text].length;
}
