import { isRecord, type OpenApiDocument, pointerOf, valueAt } from "@repo/openapi";
import { compareField, type SpecField } from "./compare-field.ts";
import type { Difference } from "./difference.ts";
import { type FieldFacts, pathIn } from "./facts.ts";
import type { PagePlace } from "./page.ts";
import { bodyOf, pointerTo, type SpecOperation } from "./spec-operation.ts";
import { SpecSchema, shapeOfSpec } from "./spec-schema.ts";

/** Tells how the fields of an operation differ on its page and in a description. */
export function compareFields(
  document: OpenApiDocument,
  operation: SpecOperation,
  fields: readonly FieldFacts[],
): Difference[] {
  return new FieldsComparison(document, operation, fields).compare();
}

/** The fields of a page by the path of what they are in. */
type Tree = ReadonlyMap<string, FieldFacts[]>;

class FieldsComparison {
  readonly #document: OpenApiDocument;
  readonly #operation: SpecOperation;
  readonly #fields: readonly FieldFacts[];
  readonly #differences: Difference[] = [];

  constructor(document: OpenApiDocument, operation: SpecOperation, fields: readonly FieldFacts[]) {
    this.#document = document;
    this.#operation = operation;
    this.#fields = fields;
  }

  compare(): Difference[] {
    for (const place of ["path", "query", "header", "cookie"] as const) this.#compareParameters(place);
    this.#compareBody("body");
    this.#compareBody("response");
    return this.#differences;
  }

  #missing(field: FieldFacts, pointer: string): void {
    this.#differences.push({ subject: subjectOf(field), about: "field", onPage: typeText(field), pointer });
  }

  #surplus(subject: string, schema: SpecSchema, pointer = schema.pointer): void {
    this.#differences.push({ subject, about: "field", inDescription: shapeOfSpec(schema).type, pointer });
  }

  #compareParameters(place: Exclude<PagePlace, "body" | "response">): void {
    const fields = this.#fields.filter((field) => field.in === place);
    const item = this.#operation.pointer.slice(0, this.#operation.pointer.lastIndexOf("/"));
    const own = [item, this.#operation.pointer].flatMap((pointer) => {
      const list = valueAt(this.#document, `${pointer}/parameters`);
      return Array.isArray(list)
        ? list.map((_, index) => pointerTo(this.#document, `${pointer}/parameters/${index}`))
        : [];
    });
    const parameters = new Map<string, { pointer: string; node: Record<string, unknown> }>();
    for (const pointer of own) {
      const node = valueAt(this.#document, pointer);
      if (isRecord(node) && node["in"] === place) parameters.set(String(node["name"]), { pointer, node });
    }
    for (const [name, { pointer }] of parameters) {
      if (!fields.some(({ path }) => nameAt(path) === name))
        this.#surplus(`${place} ${name}`, new SpecSchema(this.#document, `${pointer}/schema`), pointer);
    }
    for (const field of fields) {
      const found = parameters.get(nameAt(field.path));
      if (found === undefined) {
        this.#missing(field, this.#operation.pointer);
        continue;
      }
      this.#compareField(field, {
        pointer: found.pointer,
        schema: new SpecSchema(this.#document, `${found.pointer}/schema`),
        isRequired: found.node["required"] === true,
        said: Object.entries(found.node)
          .filter(([key]) => key !== "schema")
          .map(([key, value]) => ({ value, pointer: found.pointer + pointerOf([key]) })),
      });
    }
  }

  #compareBody(place: "body" | "response"): void {
    const fields = this.#fields.filter((field) => field.in === place);
    const body = bodyOf(this.#document, this.#operation, place);
    if (body === undefined) {
      for (const field of fields.slice(0, 1)) this.#missing(field, this.#operation.pointer);
      return;
    }
    if (fields.length === 0) {
      this.#surplus(place, new SpecSchema(this.#document, `${body.pointer}/schema`), body.pointer);
      return;
    }
    const schema = new SpecSchema(this.#document, `${body.pointer}/schema`);
    const [whole] = fields;
    if (whole?.path === "") this.#compareField(whole, { pointer: schema.pointer, schema, isRequired: true, said: [] });
    const tree = Map.groupBy(
      fields.filter(({ path }) => path !== ""),
      ({ path }) => path.slice(0, Math.max(0, path.search(LAST_NAME))),
    );
    const { type, objects } = shapeOfSpec(schema);
    if (whole?.path !== "" && type !== "object") {
      this.#differences.push({
        subject: place,
        about: "type",
        onPage: "object",
        inDescription: type,
        pointer: schema.pointer,
      });
    }
    this.#compareObjects(place, "", objects, tree);
  }

  #compareObjects(place: PagePlace, path: string, objects: readonly SpecSchema[], tree: Tree): void {
    objects.forEach((object, index) => {
      const at = objects.length > 1 ? `${path}(${index + 1})` : path;
      const fields = tree.get(at) ?? [];
      if (fields.length > 0) this.#compareProperties(place, at, object, fields, tree);
    });
  }

  #compareProperties(
    place: PagePlace,
    path: string,
    object: SpecSchema,
    fields: readonly FieldFacts[],
    tree: Tree,
  ): void {
    const { properties } = object;
    const required = object.resolved.required ?? [];
    const inside = (name: string) => `${place} ${pathIn(path, name)}`;
    const onPage = fields.map((field) => nameAt(field.path));
    for (const [name, schema] of properties) {
      if (!onPage.includes(name)) this.#surplus(inside(name), schema);
    }
    const order = [...properties.keys()].filter((name) => onPage.includes(name));
    const expected = onPage.filter((name) => properties.has(name));
    const displaced = order.findIndex((name, index) => name !== expected[index]);
    if (displaced !== -1) {
      const name = movedName(order, expected, displaced);
      const placeIn = (names: readonly string[]) => {
        const before = names[names.indexOf(name) - 1];
        return before === undefined ? "first" : `after ${before}`;
      };
      const pointer = properties.get(name)?.pointer ?? object.pointer;
      const [onPage, inDescription] = [placeIn(expected), placeIn(order)];
      this.#differences.push({ subject: inside(name), about: "order", onPage, inDescription, pointer });
    }
    for (const field of fields) {
      const name = nameAt(field.path);
      const schema = properties.get(name);
      if (schema === undefined) {
        this.#missing(field, object.keyword("properties")?.pointer ?? object.pointer);
        continue;
      }
      const { objects } = shapeOfSpec(schema);
      this.#compareField(field, {
        pointer: schema.pointer,
        schema,
        isRequired: required.includes(name),
        holder: object,
        said: [],
      });
      this.#compareObjects(place, field.path, objects, tree);
    }
  }

  #compareField(field: FieldFacts, spec: SpecField): void {
    const subject = subjectOf(field);
    compareField(field, spec, (about, onPage, inDescription, pointer = spec.pointer) => {
      this.#differences.push({ subject, about, onPage, inDescription, pointer });
    });
  }
}

/** The last name of a path, and the dot before it. */
const LAST_NAME = /(?:^|(?<!\\)\.)(?:[^.\\]|\\.|\\)*$/;

function nameAt(path: string): string {
  return (LAST_NAME.exec(path)?.[0] ?? path).replace(/^\./, "").replaceAll("\\.", ".");
}

/** The name that explains why two orders of the same names differ, if one was moved. */
function movedName(order: readonly string[], expected: readonly string[], first: number): string {
  const candidates = [order[first], expected[first]].filter((name) => name !== undefined);
  const without = (names: readonly string[], left: string) => names.filter((name) => name !== left).join("\n");
  return candidates.find((name) => without(order, name) === without(expected, name)) ?? candidates[0] ?? "";
}

function subjectOf({ in: place, path }: FieldFacts): string {
  return `${place} ${path}`.trim();
}

/** "optional string[]" */
function typeText({ type, required }: FieldFacts): string {
  return required ? type : `optional ${type}`;
}
