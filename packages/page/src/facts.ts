import { type CurlRequest, parseCurl } from "./curl.ts";
import type { Literal, Page, PageField, PagePlace, PageType } from "./page.ts";
import { factsOfText, type TextFacts } from "./text-facts.ts";

/** What a reference page says, as data. */
export interface PageFacts {
  operations: OperationFacts[];
}

export interface OperationFacts {
  method: string;
  path: string;
  sample: CurlRequest;
  fields: FieldFacts[];
  /** The response of the example. */
  response?: unknown;
}

/** A field of the page. */
export interface FieldFacts extends TextFacts {
  in: PagePlace;
  /** The names down to it, with dots between them: `concepts.scale`. A dot in a name is `\.`. */
  path: string;
  /** `string`, `string[]`, `map<unknown>`, `object | string`, … */
  type: string;
  required?: true;
  /** The values of an enumeration. */
  enum?: Literal[];
}

/**
 * The facts of a page.
 *
 * @param titles the names that a description gives to what its properties are limited to, such as trainers
 * @throws {Error} if the request of an example cannot be read
 */
export function factsOf(page: Page, titles: readonly string[]): PageFacts {
  const operations = page.operations.map(
    ({ method, path, sample, sections, response }): OperationFacts => ({
      method,
      path,
      sample: sampleOf(method, path, sample),
      fields: sections.flatMap(({ place, fields }) =>
        fields.flatMap((field) => factsOfField(field, place, "", titles)),
      ),
      ...(response !== undefined && { response }),
    }),
  );
  return { operations };
}

function sampleOf(method: string, path: string, command: string): CurlRequest {
  try {
    return parseCurl(command);
  } catch (error) {
    throw new Error(`The example of ${method} ${path}: ${error instanceof Error ? error.message : error}`);
  }
}

/** The path of a field in another, or of one that is in none. */
export function pathIn(above: string, name: string): string {
  const last = name.replaceAll(".", "\\.");
  return above === "" ? last : `${above}.${last}`;
}

function factsOfField(field: PageField, place: PagePlace, above: string, titles: readonly string[]): FieldFacts[] {
  const path = pathIn(above, field.name);
  const { type, nullable, values, objects } = shapeOf(field.type);
  const text = factsOfText(field.text, titles);
  const own: FieldFacts = {
    in: place,
    path,
    type,
    ...(!field.isOptional && { required: true }),
    ...(nullable && { nullable }),
    ...(values.length > 0 && { enum: values }),
    ...text,
  };
  const below = objects.flatMap(({ fields }, index) => {
    const at = objects.length > 1 ? `${path}(${index + 1})` : path;
    return fields.flatMap((inner) => factsOfField(inner, place, at, titles));
  });
  return [own, ...below];
}

interface Shape {
  type: string;
  nullable: boolean;
  values: Literal[];
  /** The objects in it, in lists and maps too: more than one if it is one of several. */
  objects: { fields: PageField[] }[];
}

function shapeOf(type: PageType): Shape {
  switch (type.kind) {
    case "scalar":
      return { type: type.name, nullable: false, values: [], objects: [] };
    case "values": {
      const types = [...new Set(type.values.map((value) => typeof value))];
      return { type: types.join(" | "), nullable: false, values: type.values, objects: [] };
    }
    case "object":
      return { type: "object", nullable: false, values: [], objects: [type] };
    case "named":
      return type.is ? shapeOf(type.is) : { type: "unknown", nullable: false, values: [], objects: [] };
    case "array":
    case "map": {
      const inner = shapeOf(type.of);
      const many = inner.type.includes(" | ") ? `(${inner.type})` : inner.type;
      return { ...inner, nullable: false, type: type.kind === "array" ? `${many}[]` : `map<${inner.type}>` };
    }
    case "union": {
      const members = type.members.map(shapeOf);
      const others = members.filter((member) => member.type !== "null");
      return {
        type: others.map((member) => member.type).join(" | "),
        nullable: others.length < members.length,
        values: members.flatMap(({ values }) => values),
        objects: members.flatMap(({ objects }) => objects),
      };
    }
  }
}

/** The facts as JSON, with each field in a line of its own. */
export function formatFacts({ operations }: PageFacts): string {
  const blocks = operations.map(({ fields, response, ...head }) => {
    const parts = [
      ...Object.entries(head).map(([key, value]) => `      ${line(key)}: ${line(value)}`),
      `      "fields": [\n${fields.map((field) => `        ${line(field)}`).join(",\n")}\n      ]`,
      ...(response === undefined
        ? []
        : [`      "response": ${JSON.stringify(response, null, 2).replaceAll("\n", "\n      ")}`]),
    ];
    return `    {\n${parts.join(",\n")}\n    }`;
  });
  return `{\n  "operations": [\n${blocks.join(",\n")}\n  ]\n}\n`;
}

/** JSON in one line, with spaces. */
function line(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(line).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${line(inner)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
