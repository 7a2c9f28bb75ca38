import { reachedSchemas } from "../../compare/describe-changes.ts";
import { follow } from "../../generate/follow.ts";
import { type NamedOperation, namedOperations } from "../../generate/operations.ts";
import { isRecord } from "../../spec/is-record.ts";
import type { MediaType, OpenApiDocument, Response, Schema } from "../../spec/openapi-document.ts";

/**
 * A program that uses all that a description gives a TypeScript user: it sends every property, every value of every
 * enumeration and every null, reads every property of every answer into a variable of the type that the description
 * promises, handles every value of every enumeration and no other, and imports every name. It knows nothing of how
 * descriptions are compared: whether it compiles with the types of another description is what a user's build says.
 *
 * @param names what the types module exports, for programs to import
 */
export function userProgram(document: OpenApiDocument, names: readonly string[]): string {
  const writer = new ProgramWriter(document);
  const operations = namedOperations(document);
  for (const operation of operations) writer.operation(operation);
  const used = reachedSchemas(document);
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    if (!used.has(name)) writer.unused(name, schema);
    if (schema["x-availability"]) writer.words(name, schema);
  }
  const plain = names.filter((name) => /^[A-Z]/.test(name) && !/For$/.test(name));
  const constants = names.filter(
    (name) => /^[a-z]/.test(name) && !/^(paths|components|operations|webhooks)$/.test(name),
  );
  return `import createClient from "openapi-fetch";
import type { OperationMethods } from "./operations.ts";
import type * as types from "./types.ts";
declare const client: OperationMethods;
const raw = createClient<types.paths>();
declare const text: string;
declare const amount: number;
declare const flag: boolean;
declare const anything: unknown;
export type Names = [${[...plain.map((name) => `types.${name}`), ...constants.map((name) => `typeof types.${name}`)].join(", ")}];
${writer.text()}
export { amount, anything, client, flag, raw, text };
`;
}

const quote = (value: unknown) => JSON.stringify(value);

class ProgramWriter {
  readonly #document: OpenApiDocument;
  readonly #lines: string[] = [];
  #count = 0;

  constructor(document: OpenApiDocument) {
    this.#document = document;
  }

  text(): string {
    return this.#lines.join("\n");
  }

  operation({ name, path, method, node, parameters }: NamedOperation): void {
    const body = node.requestBody && follow(this.#document, node.requestBody);
    const [mediaType] = Object.keys(body?.content ?? {});
    const schema = mediaType === undefined ? undefined : body?.content[mediaType]?.schema;
    const [least = "undefined"] = schema ? this.#samples(schema) : [];
    const given = (place: string, also?: { name: string; value: string }) => {
      const here = parameters.filter((one) => one.in === place && (one.required || one.name === also?.name));
      const fields = here.map((one) => {
        const value = one.name === also?.name ? also.value : (this.#samples(one.schema ?? {})[0] ?? "anything");
        return `${quote(one.name)}: ${value}`;
      });
      return fields.length > 0 ? [`${place}: { ${fields.join(", ")} }`] : [];
    };
    const places = ["path", "query", "header", "cookie"];
    const needed = places.flatMap((place) => given(place));
    const bodies = schema && this.#samples(schema);
    const withBody = (value: string) => (schema ? [`body: ${value}`] : []);
    this.#add(`export async function ${name}() {`);
    for (const value of bodies ?? [])
      this.#add(`  await client.${name}({ ${[...needed, `body: ${value}`].join(", ")} });`);
    if (body && !body.required) this.#add(`  await client.${name}({ ${needed.join(", ")} });`);
    for (const parameter of parameters) {
      for (const value of this.#samples(parameter.schema ?? {})) {
        const input = places.flatMap((place) =>
          given(place, place === parameter.in ? { name: parameter.name, value } : undefined),
        );
        this.#add(`  await client.${name}({ ${[...input, ...withBody(least)].join(", ")} });`);
      }
    }
    for (const kind of Object.keys(body?.content ?? {})) {
      const content = `NonNullable<types.paths[${quote(path)}][${quote(method)}]["requestBody"]>["content"]`;
      const one = this.#name();
      this.#add(`  const ${one} = (_: ${content}[${quote(kind)}]) => {};\n  void ${one};`);
    }
    const input = [...needed, ...withBody(least)].join(", ");
    this.#add(`  const answer = await client.${name}({ ${input} });`);
    const success = this.#answers(node.responses ?? {}, /^2/);
    if (success.length === 1) for (const [, { schema = {} }] of success) this.#read(schema, "answer", true);
    this.#raw(
      path,
      method,
      node.responses ?? {},
      `{ params: { ${needed.join(", ")} }, ${withBody(least).join(", ")} }`,
    );
    this.#add("}");
  }

  /** A named schema that no operation uses. */
  unused(name: string, schema: Schema): void {
    for (const sample of this.#samples(schema)) this.#add(`export const ${this.#name()}: types.${name} = ${sample};`);
    this.#add(`export function ${this.#name()}(given: types.${name}) {`);
    this.#read(schema, "given", true);
    this.#add("}");
  }

  /** What a word of `x-availability` lets one write. */
  words(name: string, schema: Schema): void {
    const { property, values = {} } = schema["x-availability"] ?? {};
    for (const [word, { includes }] of Object.entries(values)) {
      if (includes) continue;
      const isOne = (key: string, node: Schema) => {
        const given = node["x-available-for"];
        const words = given?.flatMap((one) => values[one]?.includes ?? [one]);
        return key !== property && (words === undefined || words.includes(word));
      };
      const needed = (schema.required ?? []).map((key) => {
        const [sample = "anything"] = this.#samples(schema.properties?.[key] ?? {});
        return `${quote(key)}: ${key === property ? quote(word) : sample}`;
      });
      for (const [key, node] of Object.entries(schema.properties ?? {})) {
        if (!isOne(key, node) || schema.required?.includes(key)) continue;
        const [sample = "anything"] = this.#samples(node);
        const fields = [...needed, `${quote(key)}: ${sample}`].join(", ");
        this.#add(`export const ${this.#name()}: types.${name}For<${quote(word)}> = { ${fields} };`);
      }
    }
  }

  #add(line: string): void {
    this.#lines.push(line);
  }

  #name(): string {
    return `v${++this.#count}`;
  }

  #answers(responses: NonNullable<NamedOperation["node"]["responses"]>, status: RegExp): [string, MediaType][] {
    return Object.entries(responses).flatMap(([code, given]): [string, MediaType][] => {
      const [content] = Object.values(follow<Response>(this.#document, given).content ?? {});
      return content && status.test(code) ? [[code, content]] : [];
    });
  }

  #raw(path: string, method: string, responses: NonNullable<NamedOperation["node"]["responses"]>, input: string): void {
    this.#add(`  const { error } = await raw.${method.toUpperCase()}(${quote(path)}, ${input});`);
    const errors = this.#answers(responses, /^[^2]/);
    if (errors.length === 1) {
      this.#add("  if (error) {");
      for (const [, { schema = {} }] of errors) this.#read(schema, "error", true);
      this.#add("  }");
    } else this.#add("  void error;");
    for (const [status, given] of Object.entries(responses)) {
      const { content = {}, headers = {} } = follow<Response>(this.#document, given);
      const key = /^\d+$/.test(status) ? status : quote(status);
      const type = `types.paths[${quote(path)}][${quote(method)}]["responses"][${key}]`;
      const name = this.#name();
      this.#add(`  const ${name} = (_: ${type}) => {};\n  void ${name};`);
      for (const mediaType of Object.keys(content)) {
        const one = this.#name();
        this.#add(`  const ${one} = (_: ${type}["content"][${quote(mediaType)}]) => {};\n  void ${one};`);
      }
      for (const [header, node] of Object.entries(headers)) {
        const { schema = {}, required = false } = follow(this.#document, node);
        const one = this.#name();
        this.#add(`  const ${one} = (headers: ${type}["headers"]) => {`);
        this.#read(schema, `headers[${quote(header)}]`, required);
        this.#add(`  };\n  void ${one};`);
      }
    }
  }

  /** Reads a value into variables of the types that the description promises. */
  #read(given: Schema, from: string, isThere: boolean, depth = 0): void {
    if (depth > 8) return;
    const schema = this.#whole(given);
    const isNullable = allowsNull(schema);
    const branches = (schema.oneOf ?? schema.anyOf ?? []).filter((branch) => branch.type !== "null");
    const at = this.#name();
    if (schema.enum) {
      const values = schema.enum.filter((value) => value !== null).map(quote);
      this.#add(`const ${at} = ${from};\nswitch (${at}) {`);
      for (const value of [...values, ...(isNullable ? ["null"] : []), ...(isThere ? [] : ["undefined"])]) {
        this.#add(`case ${value}:`);
      }
      this.#add(`break;\ndefault: { const rest: never = ${at}; void rest; }\n}`);
      return;
    }
    const missing = `${isNullable ? " | null" : ""}${isThere ? "" : " | undefined"}`;
    if (branches.length > 0) {
      const types = branches.map((branch) => [branch.type].flat().map(scalar).join(" | "));
      this.#add(`const ${at}: ${types.join(" | ")}${missing} = ${from};\nvoid ${at};`);
      return;
    }
    const types = [schema.type ?? []].flat().filter((type) => type !== "null");
    if (types.includes("array")) {
      const item = this.#name();
      this.#add(`for (const ${item} of ${from}${missing === "" ? "" : " ?? []"}) {`);
      this.#read(schema.items ?? {}, item, true, depth + 1);
      this.#add("}");
    } else if (schema.properties || types.includes("object")) {
      this.#add(`const ${at} = ${from};\n${missing === "" ? "" : `if (${at}) `}{`);
      for (const [key, node] of Object.entries(schema.properties ?? {})) {
        this.#read(node, `${at}[${quote(key)}]`, schema.required?.includes(key) ?? false, depth + 1);
      }
      if (isRecord(schema.additionalProperties)) {
        const value = this.#name();
        this.#add(`for (const ${value} of Object.values(${at})) {`);
        this.#read(schema.additionalProperties, value, true, depth + 1);
        this.#add("}");
      }
      this.#add("}");
    } else {
      const type = types.length > 0 ? types.map(scalar).join(" | ") + missing : "unknown";
      this.#add(`const ${at}: ${type} = ${from};\nvoid ${at};`);
    }
  }

  /** Literals that together have every property, value and null of a schema; the first has only what it must have. */
  #samples(given: Schema, depth = 0): string[] {
    if (depth > 5) return [];
    const schema = this.#whole(given);
    const nulls = allowsNull(schema) ? ["null"] : [];
    if (schema.const !== undefined) return [quote(schema.const)];
    if (schema.enum) return [...schema.enum.filter((value) => value !== null).map(quote), ...nulls];
    const branches = (schema.oneOf ?? schema.anyOf ?? []).filter((branch) => branch.type !== "null");
    if (branches.length > 0) return [...branches.flatMap((branch) => this.#samples(branch, depth + 1)), ...nulls];
    const types = [schema.type ?? []].flat().filter((type) => type !== "null");
    const samples = types.flatMap((type) => {
      if (type === "string") return ["text"];
      if (type === "number" || type === "integer") return ["amount"];
      if (type === "boolean") return ["flag"];
      if (type === "array")
        return ["[]", ...this.#samples(schema.items ?? {}, depth + 1).map((sample) => `[${sample}]`)];
      return this.#objects(schema, depth);
    });
    return samples.length > 0 ? [...samples, ...nulls] : ["anything"];
  }

  #objects(schema: Schema, depth: number): string[] {
    const required = new Set(schema.required);
    const needed = [...required].map((key) => {
      const [sample = "anything"] = this.#samples(schema.properties?.[key] ?? {}, depth + 1);
      return [key, sample] as const;
    });
    const literal = (key?: string, value = "") => {
      const fields = [
        ...needed.filter(([name]) => name !== key),
        ...(key === undefined ? [] : [[key, value] as const]),
      ];
      return `{ ${fields.map(([name, sample]) => `${quote(name)}: ${sample}`).join(", ")} }`;
    };
    const each = Object.entries(schema.properties ?? {}).flatMap(([key, node]) =>
      this.#samples(node, depth + 1).map((sample) => literal(key, sample)),
    );
    const map = isRecord(schema.additionalProperties) ? this.#samples(schema.additionalProperties, depth + 1) : [];
    return [literal(), ...each, ...map.map((sample) => `{ [text]: ${sample} }`)];
  }

  /** A schema with what its reference and its parts say. */
  #whole(schema: Schema): Schema {
    const { $ref, allOf = [], ...own } = schema;
    const parts = [...($ref === undefined ? [] : [follow<Schema>(this.#document, { $ref })]), ...allOf];
    return Object.assign({}, ...parts.map((part) => this.#whole(part)), own);
  }
}

function allowsNull({ type, anyOf, oneOf, enum: values }: Schema): boolean {
  if (values && !values.includes(null) && [type].flat().includes("null")) return false;
  return [type].flat().includes("null") || (anyOf ?? oneOf ?? []).some((branch) => branch.type === "null");
}

function scalar(type: string | undefined): string {
  return type === "integer"
    ? "number"
    : type === "string" || type === "number" || type === "boolean"
      ? type
      : "unknown";
}
