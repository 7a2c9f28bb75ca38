/** A reference page as it is written. Offsets count the characters of its text from 0. */
export interface Page {
  operations: PageOperation[];
}

export interface PageOperation {
  title: string;
  /** In lower case: `put`. */
  method: string;
  /** `/lamps/{lampId}` */
  path: string;
  text: string;
  /** The lists of fields, in the order of the page. */
  sections: PageSection[];
  /** The request of the example, a curl command. */
  sample: string;
  /** The response of the example, as JSON data. Nothing if the page shows none. */
  response?: unknown;
}

/** Where the fields of a section are. */
export type PagePlace = "path" | "query" | "header" | "cookie" | "body" | "response";

export interface PageSection {
  place: PagePlace;
  fields: PageField[];
}

export interface PageField {
  /** Empty for the value itself, if a section has no fields but a type: a response that is a list. */
  name: string;
  isOptional: boolean;
  type: PageType;
  text: string;
}

export type Literal = string | number | boolean | null;

export type PageType =
  | { kind: "scalar"; name: "string" | "number" | "integer" | "boolean" | "unknown" | "null" }
  | ValuesType
  | { kind: "array" | "map"; of: PageType }
  | ObjectType
  /** A type that the page names without saying what it is: what is listed below it tells. */
  | { kind: "named"; name: string; is?: ValuesType | ObjectType }
  | UnionType;

export interface ValuesType {
  kind: "values";
  /** How many there are. A type lists the first ones only, if there are many. */
  count: number;
  values: Literal[];
}

export interface ObjectType {
  kind: "object";
  count: number;
  /** The names that the type lists, the first ones if there are many. */
  names: string[];
  fields: PageField[];
}

export interface UnionType {
  kind: "union";
  count: number;
  /** Those that the type lists, or all once the page lists them one by one. */
  members: PageType[];
}
