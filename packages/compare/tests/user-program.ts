import {
  follow,
  isRecord,
  type MediaType,
  type NamedOperation,
  namedOperations,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type Response,
  resolve,
  type Schema,
} from "@repo/openapi";
import { reachedSchemas } from "../src/describe-changes.ts";

/**
 * A program that uses everything that a description gives a TypeScript user: it sends every property, every value of
 * every enumeration and every null, reads every property of every response into a variable of the documented type,
 * handles every value of every enumeration and no other, and imports every name. It knows nothing of how descriptions
 * are compared. Compiling it with the types of another description shows what the change does to a user's build.
 *
 * @param names what the types module exports
 */
export function userProgram(document: OpenApiDocument, names: readonly string[]): string {
  const writer = new ProgramWriter(document);
  for (const operation of namedOperations(document)) writer.operation(operation);
  const used = reachedSchemas(document);
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    if (!used.has(name)) writer.unused(name, schema);
    if (schema["x-availability"]) writer.availability(name, schema);
  }
  const types = names.filter((name) => /^[A-Z](?!.*For$)/.test(name)).map((name) => `types.${name}`);
  const constants = names.filter(
    (name) => /^[a-z]/.test(name) && !/^(paths|webhooks|components|operations)$/.test(name),
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
export type Names = [${[...types, ...constants.map((name) => `typeof types.${name}`)].join(", ")}];
${writer.lines.join("\n")}
export { amount, anything, client, flag, raw, text };
`;
}

const quote = (value: unknown) => JSON.stringify(value);

class ProgramWriter {
  readonly lines: string[] = [];
  readonly #document: OpenApiDocument;
  #count = 0;

  constructor(document: OpenApiDocument) {
    this.#document = document;
  }

  operation({ name, path, method, node, parameters }: NamedOperation): void {
    const body = node.requestBody && follow(this.#document, node.requestBody);
    const [media] = Object.values(body?.content ?? {});
    const bodies = media?.schema ? this.#samples(media.schema) : [];
    const least = bodies[0] === undefined ? [] : [`body: ${bodies[0]}`];
    const needed = this.#parameters(parameters);
    const call = (...input: string[]) => this.lines.push(`  await client.${name}({ ${input.join(", ")} });`);
    this.lines.push(`export async function ${name}() {`);
    for (const value of bodies) call(...needed, `body: ${value}`);
    if (body && !body.required) call(...needed);
    for (const parameter of parameters) {
      for (const value of this.#samples(parameter.schema ?? {})) {
        call(...this.#parameters(parameters, { parameter, value }), ...least);
      }
    }
    for (const [kind, { schema = {} }] of Object.entries(body?.content ?? {})) {
      const type = `NonNullable<types.paths[${quote(path)}][${quote(method)}]["requestBody"]>["content"][${quote(kind)}]`;
      this.lines.push(`  void ((draft: ${type}) => {`);
      const { properties = {} } = resolve(this.#document, schema).schema;
      for (const [key, node] of Object.entries(properties)) {
        if (!node.readOnly) this.lines.push(`    draft[${quote(key)}] = ${this.#samples(node)[0] ?? "anything"};`);
      }
      this.lines.push("  });");
    }
    this.lines.push(`  const answer = await client.${name}({ ${[...needed, ...least].join(", ")} });`);
    const success = this.#bodies(node, /^2/);
    if (success.length === 1) for (const { schema = {} } of success) this.#read(schema, "answer", true);
    const input = `{ params: { ${needed.join(", ")} }, ${least.join()} }`;
    this.lines.push(
      `  const { error } = await raw.${method.toUpperCase()}(${quote(path)}, ${input});`,
      "  if (error) {",
    );
    const errors = this.#bodies(node, /^[^2]/);
    if (errors.length === 1) for (const { schema = {} } of errors) this.#read(schema, "error", true);
    this.lines.push("  }");
    for (const [status, response] of Object.entries(node.responses ?? {})) {
      const key = /^\d+$/.test(status) ? status : quote(status);
      const type = `types.paths[${quote(path)}][${quote(method)}]["responses"][${key}]`;
      this.#response(type, follow<Response>(this.#document, response));
    }
    this.lines.push("}");
  }

  /** The required parameters by place, with one of them, or an optional one, replaced. */
  #parameters(all: readonly Parameter[], replaced?: { parameter: Parameter; value: string }): string[] {
    const given = all.filter((one) => one.required || one === replaced?.parameter);
    return [...Map.groupBy(given, (one) => one.in)].map(([place, here]) => {
      const sample = (one: Parameter) =>
        one === replaced?.parameter ? replaced.value : this.#samples(one.schema ?? {})[0];
      return `${place}: { ${here.map((one) => `${quote(one.name)}: ${sample(one)}`).join(", ")} }`;
    });
  }

  #bodies({ responses = {} }: Operation, status: RegExp): MediaType[] {
    return Object.entries(responses).flatMap(([code, response]) => {
      const [body] = Object.values(follow<Response>(this.#document, response).content ?? {});
      return body && status.test(code) ? [body] : [];
    });
  }

  #response(type: string, { content = {}, headers = {} }: Response): void {
    this.#use(type);
    for (const mediaType of Object.keys(content)) this.#use(`${type}["content"][${quote(mediaType)}]`);
    for (const [name, header] of Object.entries(headers)) {
      const { schema = {}, required = false } = follow(this.#document, header);
      this.lines.push(`  void ((headers: ${type}["headers"]) => {`);
      this.#read(schema, `headers[${quote(name)}]`, required);
      this.lines.push("  });");
    }
  }

  #use(type: string): void {
    this.lines.push(`  void ((_: ${type}) => {});`);
  }

  /** A named schema that no operation uses. */
  unused(name: string, schema: Schema): void {
    for (const sample of this.#samples(schema)) {
      this.lines.push(`export const ${this.#name()}: types.${name} = ${sample};`);
    }
    this.lines.push(`export function ${this.#name()}(given: types.${name}) {`);
    this.#read(schema, "given", true);
    this.lines.push("}");
  }

  /** What each word of `x-availability` lets a program write. */
  availability(name: string, schema: Schema): void {
    const { property, values = {}, groups = {} } = schema["x-availability"] ?? {};
    for (const word of Object.keys(values)) {
      const given = Object.entries(schema.properties ?? {}).filter(([key, node]) => {
        const words = node["x-available-for"]?.flatMap((one) => groups[one]?.includes ?? [one]);
        return key !== property && words?.includes(word) !== false;
      });
      const fields = Object.fromEntries(given.map(([key, node]) => [key, this.#samples(node)[0] ?? "anything"]));
      const sample = this.#object(schema, { ...fields, ...(property && { [property]: quote(word) }) });
      this.lines.push(`export const ${this.#name()}: types.${name}For<${quote(word)}> = ${sample};`);
    }
  }

  #name(): string {
    return `v${++this.#count}`;
  }

  /** Reads a value into variables of the documented types. */
  #read(given: Schema, from: string, isThere: boolean, depth = 0): void {
    if (depth > 8) return;
    const { schema, nullable } = resolve(this.#document, given);
    const missing = [...(nullable ? ["null"] : []), ...(isThere ? [] : ["undefined"])];
    const at = this.#name();
    const types = [schema.type ?? []].flat();
    const branches = schema.oneOf ?? schema.anyOf;
    if (schema.enum) {
      const cases = [...schema.enum.map(quote), ...missing].map((value) => `case ${value}:`);
      this.lines.push(`const ${at} = ${from};`, `switch (${at}) {`, ...cases, "break;");
      this.lines.push(`default: { const rest: never = ${at}; void rest; }`, "}");
    } else if (branches) {
      const all = branches.flatMap((branch) => [branch.type ?? []].flat()).map(scalar);
      this.lines.push(`const ${at}: ${[...all, ...missing].join(" | ")} = ${from};`, `void ${at};`);
    } else if (types.includes("array")) {
      this.lines.push(`for (const ${at} of ${from}${missing.length > 0 ? " ?? []" : ""}) {`);
      this.#read(schema.items ?? {}, at, true, depth + 1);
      this.lines.push("}");
    } else if (schema.properties || types.includes("object")) {
      this.lines.push(`const ${at} = ${from};`, `${missing.length > 0 ? `if (${at}) ` : ""}{`);
      for (const [key, node] of Object.entries(schema.properties ?? {})) {
        this.#read(node, `${at}[${quote(key)}]`, schema.required?.includes(key) ?? false, depth + 1);
      }
      if (isRecord(schema.additionalProperties)) {
        const value = this.#name();
        this.lines.push(`for (const ${value} of Object.values(${at})) {`);
        this.#read(schema.additionalProperties, value, true, depth + 1);
        this.lines.push("}");
      }
      this.lines.push("}");
    } else {
      const type = types.length > 0 ? [...types.map(scalar), ...missing].join(" | ") : "unknown";
      this.lines.push(`const ${at}: ${type} = ${from};`, `void ${at};`);
    }
  }

  /** Literals that together have every property, value and null of a schema. The first has only what is required. */
  #samples(given: Schema, depth = 0): string[] {
    if (depth > 5) return [];
    const { schema, nullable } = resolve(this.#document, given);
    const nulls = nullable ? ["null"] : [];
    if (schema.const !== undefined) return [quote(schema.const)];
    if (schema.enum) return [...schema.enum.map(quote), ...nulls];
    const branches = schema.oneOf ?? schema.anyOf;
    if (branches) return [...branches.flatMap((branch) => this.#samples(branch, depth + 1)), ...nulls];
    const samples = [schema.type ?? []].flat().flatMap((type) => {
      if (type === "string") return ["text"];
      if (type === "number" || type === "integer") return ["amount"];
      if (type === "boolean") return ["flag"];
      if (type === "array") return ["[]", ...this.#samples(schema.items ?? {}, depth + 1).map((item) => `[${item}]`)];
      return this.#objects(schema, depth);
    });
    return samples.length > 0 ? [...samples, ...nulls] : ["anything"];
  }

  #objects(schema: Schema, depth: number): string[] {
    const each = Object.entries(schema.properties ?? {}).flatMap(([key, node]) =>
      this.#samples(node, depth + 1).map((sample) => this.#object(schema, { [key]: sample }, depth)),
    );
    const { additionalProperties } = schema;
    const values = isRecord(additionalProperties) ? this.#samples(additionalProperties, depth + 1) : [];
    return [this.#object(schema, {}, depth), ...each, ...values.map((sample) => `{ [text]: ${sample} }`)];
  }

  /** An object with the required properties and some more. */
  #object({ required = [], properties = {} }: Schema, more: Record<string, string>, depth = 0): string {
    const needed = required.map((key) => [key, this.#samples(properties[key] ?? {}, depth + 1)[0] ?? "anything"]);
    const fields = Object.entries({ ...Object.fromEntries(needed), ...more });
    return `{ ${fields.map(([key, sample]) => `${quote(key)}: ${sample}`).join(", ")} }`;
  }
}

function scalar(type: string): string {
  if (type === "integer") return "number";
  return type === "string" || type === "number" || type === "boolean" ? type : "unknown";
}
