import {
  camelCase,
  isJson,
  isRecord,
  type NamedOperation,
  namedOperations,
  type OpenApiDocument,
  type Parameter,
  pointerOf,
  propertyKey,
  reservedWords,
  resolve,
  uniqueNames,
  verbOf,
  type Warning,
} from "@repo/openapi";
import { checkedFormats } from "./checked-formats.ts";
import { findWrongExamples } from "./examples.ts";
import {
  type CheckedSchema,
  isConstant,
  type Owner,
  ownersFrom,
  type Place,
  type RequestSchemas,
  schemaKeywords,
  translateRequests,
} from "./request-schemas.ts";
import { docComment, visible } from "./source-text.ts";
import { bodiesOf, bodyOf, places, typeOf } from "./wire-format.ts";

/** Where the validators module finds what it imports. */
export interface ValidatorsImports {
  /** Exports the type `paths`. */
  types: string;
  /** Exports what validators of any API consist of. */
  validation: string;
}

/** The validators module of a description. */
export interface ValidatorsModule {
  code: string;
  /** The names that the module exports. */
  names: string[];
  /** What is not checked, and examples that do not fit their schemas. */
  warnings: Warning[];
}

/** Names that the module uses itself. */
const TAKEN = [
  ...reservedWords,
  ..."paths requestValidator bodySchema Format RequestSchemas RequestValidator Schema StandardSchema".split(" "),
  ..."NonNullable undefined".split(" "),
];

/**
 * The validators module of a description: for each operation, a function that checks its requests and the body as a
 * Standard Schema. The schemas are data, of which a bundler keeps what the used ones refer to.
 *
 * @param taken names that the module must not export, so that another module can export them beside its own
 */
export function validatorsModule(
  document: OpenApiDocument,
  header: string,
  imports: ValidatorsImports,
  taken: Iterable<string> = [],
): ValidatorsModule {
  const warnings: Warning[] = [];
  const warn = (warning: Warning) => warnings.push(warning);
  const { operations, all, unique } = withNames(document, taken);
  const schemas = translateRequests(document, checkedFormats, (name) => unique(camelCase(name)), warn);
  const pointerOfNode = pointersIn(document);
  const requests = operations.map((operation) => ({
    operation,
    constant: unique(`${operation.name}Request`),
    request: requestOf(document, operation, schemas, pointerOfNode),
  }));
  const { constants, examples, formats: used } = schemas.finish();
  const formats = new Map([...used].sort().map((name) => [name, unique(camelCase(`${name} format`))]));
  warnings.push(...findWrongExamples(examples, constants));

  const names: string[] = [];
  const parts = requests.flatMap(({ operation, constant, request }) => {
    const { validate, body, path, method, name } = operation;
    const kinds = [
      ...Object.keys(request.parameters),
      ...(request.querystring ? ["querystring"] : []),
      ...(request.body ? ["body"] : []),
    ];
    const type = kinds.map((kind) => JSON.stringify(kind)).join(" | ") || "never";
    const secrets = [...new Set([...ownersFrom(request)].flatMap((owner) => [...owner.secrets]))].sort();
    const fields = [
      ...Object.entries(request.parameters).map(([place, schema]) => field(place, schemaText(schema, formats))),
      ...(request.querystring ? [field("querystring", contentText(request.querystring, formats))] : []),
      ...(request.body ? [field("body", contentText(request.body, formats))] : []),
      ...(secrets.length > 0 ? [field("secrets", dataText(secrets))] : []),
    ];
    names.push(validate);
    const code = [
      `\n${statement(`const ${constant}: RequestSchemas<${type}> = `, block("{", fields, "}"))}\n`,
      docComment([`Checks a request of \`${name}\` before it is sent: \`${verbOf(method)} ${path}\`.`]),
      `export const ${validate}: RequestValidator<${type}> = /* @__PURE__ */ requestValidator(${constant});\n`,
    ];
    if (!request.body) return code;
    names.push(body);
    const content = `NonNullable<${typeOf(operation)}["requestBody"]>["content"]`;
    const bodyType = `StandardSchema<${content}[${JSON.stringify(request.body.usual)}]>`;
    code.push(
      `\n${docComment([`The body of \`${name}\` as a Standard Schema.`])}`,
      `export const ${body}: ${bodyType} = /* @__PURE__ */ bodySchema(${constant});\n`,
    );
    return code;
  });
  if (requests.length > 0) names.push(all);
  const hasBody = requests.some(({ request }) => request.body);
  const imported = [
    ...(hasBody ? ["bodySchema", "type StandardSchema"] : []),
    ...(formats.size > 0 ? ["type Format"] : []),
    ...(requests.length > 0 ? ["requestValidator", "type RequestSchemas", "type RequestValidator"] : []),
    ...(constants.length > 0 ? ["type Schema"] : []),
  ].sort();
  const module = [
    `${header}\n`,
    hasBody ? `import type { paths } from ${JSON.stringify(imports.types)};\n` : "",
    // Without an import or an export it would not be a module.
    imported.length > 0
      ? `${render(block("import {", imported, "}"))} from ${JSON.stringify(imports.validation)};\n\n`
      : "export {};\n",
    ...[...formats].map(([name, constant]) => {
      return `const ${constant}: Format = { name: ${JSON.stringify(name)}, pattern: ${checkedFormats.get(name)} };\n`;
    }),
    ...constants.map(({ name, schema }) => statement(`const ${name}: Schema = `, schemaText(schema, formats))),
    ...parts,
    requests.length > 0
      ? `\n${docComment(["The validators of all operations, by the names of the operations."])}` +
        statement(
          `export const ${all} = `,
          block(
            "{",
            requests.map(({ operation }) => field(operation.name, operation.validate)),
            "}",
          ),
        )
      : "",
  ];
  return { code: visible(module.join("")), names, warnings };
}

/** The names that the validators module of a description can export. */
export function validatorNames(document: OpenApiDocument, taken: Iterable<string> = []): string[] {
  const { operations, all } = withNames(document, taken);
  return [...operations.flatMap(({ validate, body }) => [validate, body]), all];
}

/** The operations with the names of their exports. All other names come after these. */
function withNames(document: OpenApiDocument, taken: Iterable<string>) {
  const unique = uniqueNames([...TAKEN, ...taken]);
  const operations = namedOperations(document).map((operation) => {
    const validate = unique(`validate${operation.type}`);
    return { ...operation, validate, body: unique(`${operation.name}Body`) };
  });
  return { operations, all: unique("requestValidators"), unique };
}

/** What the requests of an operation are checked against. */
interface Request extends Owner {
  parameters: Record<string, CheckedSchema>;
  querystring: CheckedContent | undefined;
  body: CheckedContent | undefined;
}

interface CheckedContent {
  required: boolean;
  /** The usual media type, as the description has it. */
  usual: string;
  /** The schemas by media types, as the client names them. */
  content: [mediaType: string, schema: CheckedSchema][];
}

function requestOf(
  document: OpenApiDocument,
  operation: NamedOperation,
  schemas: RequestSchemas,
  pointerOfNode: (node: object) => string,
): Request {
  const owner: Owner = { refersTo: new Set(), secrets: new Set() };
  const byPlace = places.flatMap((place): [string, CheckedSchema][] => {
    const here = operation.parameters.filter((parameter) => parameter.in === place);
    if (here.length === 0 || place === "querystring") return [];
    const required = here.filter((parameter) => place === "path" || parameter.required).map(({ name }) => name);
    const properties = here.map((parameter) => [
      parameter.name,
      parameterSchema(parameter, owner, schemas, pointerOfNode),
    ]);
    const demanded = required.length > 0 && { required };
    return [[place, { type: "object", ...demanded, properties: Object.fromEntries(properties) }]];
  });
  /** What has the fields of a body: a body, or a parameter that is the whole query. */
  function contentOf(given: Pick<Parameter, "required" | "content"> | undefined): CheckedContent | undefined {
    const media = bodiesOf(document, given?.content);
    const [usual] = media;
    return (
      usual && {
        required: given?.required === true,
        usual: usual.described,
        content: media.map(({ sent, described, schema, itemSchema, format }) => {
          const isText = resolve(document, schema).schema.type === "string";
          // Anything else is sent as the text or the bytes that the caller gives.
          if ((format === "text" || format === "bytes") && !isText) return [sent, true];
          const node = given?.content?.[described] ?? {};
          const pointer = () => pointerOfNode(node);
          // What is no list, such as a generator, is read when it is sent.
          const checked =
            format === "items"
              ? { items: schemas.translate(itemSchema, { pointer: () => `${pointer()}/itemSchema`, owner }) }
              : schemas.translate(schema, { pointer: () => `${pointer()}/schema`, owner });
          schemas.addExamples(node, checked, pointer);
          return [sent, checked];
        }),
      }
    );
  }

  return {
    ...owner,
    parameters: Object.fromEntries(byPlace),
    querystring: contentOf(operation.parameters.find((parameter) => parameter.in === "querystring")),
    body: contentOf(bodyOf(document, operation)),
  };
}

function parameterSchema(
  parameter: Parameter,
  owner: Owner,
  schemas: RequestSchemas,
  pointerOfNode: (node: object) => string,
): CheckedSchema {
  const { name, schema, content } = parameter;
  const [mediaType, media] = Object.entries(content ?? {})[0] ?? [];
  if (mediaType !== undefined && !isJson(mediaType)) return true;
  const keys = mediaType === undefined ? [] : ["content", mediaType];
  const pointer = () => pointerOfNode(parameter) + pointerOf(keys);
  const place: Place = { pointer: () => `${pointer()}/schema`, owner, name };
  const checked = schemas.translate(media?.schema ?? schema, place);
  schemas.addExamples(parameter, checked, () => pointerOfNode(parameter));
  if (media) schemas.addExamples(media, checked, pointer);
  return checked;
}

/** Finds the JSON pointer of an object in a document, which it looks through when it is asked for the first. */
function pointersIn(document: OpenApiDocument): (node: object) => string {
  let pointers: Map<unknown, string> | undefined;
  const visit = (node: unknown, pointer: string): void => {
    if (typeof node !== "object" || node === null || pointers?.has(node)) return;
    pointers?.set(node, pointer);
    for (const [key, value] of Object.entries(node)) visit(value, pointer + pointerOf([key]));
  };
  return (node) => {
    if (!pointers) {
      pointers = new Map();
      visit(document, "");
    }
    return pointers.get(node) ?? "";
  };
}

/** Source text that is written on one line if it fits. */
type Text = string | { open: string; items: Text[]; close: string; width: number };

const LINE_WIDTH = 120;

function block(open: string, items: Text[], close: string): Text {
  if (items.length === 0) return open + close;
  const width = items.reduce((sum, item) => sum + widthOf(item) + 2, open.length + close.length);
  return { open, items, close, width };
}

function widthOf(text: Text): number {
  return typeof text === "string" ? text.length : text.width;
}

/** A property of an object. */
function field(name: string, value: Text): Text {
  // In a literal, `__proto__` would not be a property.
  const key = name === "__proto__" ? '["__proto__"]' : propertyKey(name);
  return typeof value === "string" ? `${key}: ${value}` : prefixed(`${key}: `, value);
}

function statement(start: string, value: Text): string {
  return `${typeof value === "string" ? start + value : render(prefixed(start, value))};\n`;
}

function prefixed(start: string, text: Exclude<Text, string>): Text {
  return { ...text, open: start + text.open, width: text.width + start.length };
}

function render(text: Text, indent = ""): string {
  if (typeof text === "string") return text;
  const { open, items, close, width } = text;
  if (indent.length + width <= LINE_WIDTH) {
    const inner = items.map((item) => render(item)).join(", ");
    return close === "}" ? `${open} ${inner} ${close}` : open + inner + close;
  }
  const lines = items.map((item) => `${indent}  ${render(item, `${indent}  `)},\n`);
  return `${open}\n${lines.join("")}${indent}${close}`;
}

function dataText(value: unknown): Text {
  if (Array.isArray(value)) return block("[", value.map(dataText), "]");
  if (!isRecord(value)) return JSON.stringify(value);
  return block(
    "{",
    Object.entries(value).map(([name, inner]) => field(name, dataText(inner))),
    "}",
  );
}

function schemaText(schema: CheckedSchema, formats: ReadonlyMap<string, string>): Text {
  if (typeof schema === "boolean") return `${schema}`;
  const text = (inner: unknown) => schemaText(inner as CheckedSchema, formats);
  const fields = Object.entries(schema).flatMap(([keyword, value]) => {
    if (value === undefined) return [];
    if (isConstant(value)) return [field(keyword, `() => ${value.name}`)];
    if (schemaKeywords.one.includes(keyword)) return [field(keyword, text(value))];
    if (keyword === "differs" && isRecord(value)) return [field(keyword, differsText(value, text))];
    if (keyword === "toldBy" && isRecord(value)) {
      const constants = Object.entries(value).flatMap(([name, one]) =>
        isConstant(one) ? [[name, one.name] as const] : [],
      );
      const entries = constants.map(([name, constant]) => field(name, `() => ${constant}`));
      return [field(keyword, block("{", entries, "}"))];
    }
    if (schemaKeywords.list.includes(keyword) && Array.isArray(value)) {
      return [field(keyword, block("[", value.map(text), "]"))];
    }
    if (schemaKeywords.byName.includes(keyword) && isRecord(value)) {
      const entries = Object.entries(value).map(([name, inner]) => field(name, text(inner)));
      return [field(keyword, block("{", entries, "}"))];
    }
    const format = keyword === "format" && typeof value === "string" ? formats.get(value) : undefined;
    return [field(keyword, format ?? dataText(value))];
  });
  return block("{", fields, "}");
}

function differsText({ properties, ...others }: Record<string, unknown>, text: (schema: unknown) => Text): Text {
  const entries = Object.entries(isRecord(properties) ? properties : {}).map(([name, differences]) => {
    const items = (Array.isArray(differences) ? differences : []).map(({ words, title, schema }) =>
      block(
        "{",
        [field("words", dataText(words)), field("title", dataText(title)), field("schema", text(schema))],
        "}",
      ),
    );
    return field(name, block("[", items, "]"));
  });
  const fields = Object.entries(others).map(([name, value]) => field(name, dataText(value)));
  return block("{", [...fields, field("properties", block("{", entries, "}"))], "}");
}

function contentText({ required, content }: CheckedContent, formats: ReadonlyMap<string, string>): Text {
  const media = content.map(([mediaType, schema]) => field(mediaType, schemaText(schema, formats)));
  const fields = [...(required ? [field("required", "true")] : []), field("content", block("{", media, "}"))];
  return block("{", fields, "}");
}
