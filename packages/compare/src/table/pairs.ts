import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { OpenApiDocument, Operation, Parameter, Schema } from "@repo/openapi";
import { parse } from "yaml";
import { type Bump, largest, type Verdict, worst } from "../change.ts";
import { describeChanges } from "../describe-changes.ts";

/** What is before, and what is after unless it is the same. */
type Pair<Part> = [Part, Part?];

/** Two small descriptions that differ in something. */
export interface DescribedPair {
  name: string;
  request?: Pair<Schema>;
  response?: Pair<Schema>;
  parameter?: Pair<Partial<Parameter>>;
  operation?: Pair<Operation>;
  document?: Pair<Partial<OpenApiDocument>>;
  schemas?: Pair<Record<string, Schema>>;
  openapi?: Pair<string>;
}

/** Two small descriptions, and the verdict on the wire that the step from one to the other must get. */
export interface PairRow extends DescribedPair {
  wire: Verdict;
  /** The verdict on the step back. */
  back: Verdict;
  /** Only if it does not follow from the verdict. */
  bump?: Bump;
  why: string;
}

export const pairs: readonly PairRow[] = parse(readFileSync(join(import.meta.dirname, "pairs.yaml"), "utf8"));

/** The two descriptions of a row. */
export function documentsOf(row: DescribedPair): [OpenApiDocument, OpenApiDocument] {
  return [documentAt(row, 0), documentAt(row, 1)];
}

function documentAt(row: DescribedPair, index: 0 | 1): OpenApiDocument {
  const at = <Part>(pair: Pair<Part> | undefined) => pair && (pair[index] ?? pair[0]);
  const [request, response, parameter] = [at(row.request), at(row.response), at(row.parameter)];
  const content = (schema: Schema) => ({ "application/json": { schema } });
  const operation: Operation = {
    operationId: "doIt",
    ...(parameter && { parameters: [{ name: "q", in: "query", ...parameter }] }),
    ...(request && { requestBody: { required: true, content: content(request) } }),
    responses: { "200": { description: "Yes.", ...(response && { content: content(response) }) } },
    ...at(row.operation),
  };
  const schemas = at(row.schemas);
  const document: OpenApiDocument = {
    openapi: at(row.openapi) ?? "3.1.0",
    info: { title: "Table", version: "1.0.0" },
    servers: [{ url: "https://table.example" }],
    paths: { "/it": { post: operation } },
    ...(schemas && { components: { schemas } }),
    ...at(row.document),
  };
  // A name is enough of a reference.
  return JSON.parse(JSON.stringify(document).replaceAll(/"\$ref":"(\w+)"/g, '"$ref":"#/components/schemas/$1"'));
}

/** What a row must get (the verdict there and back, and the bump), and what it gets. */
export function judgePair(row: PairRow): { expected: string[]; given: string[] } {
  const [before, after] = documentsOf(row);
  const there = describeChanges(before, after);
  const back = describeChanges(after, before);
  const verdict = (changes: typeof there) => worst(changes.map(({ wire }) => wire));
  const bump = row.bump === undefined ? [] : [largest(there.map(({ bump }) => bump)) ?? "none"];
  return {
    expected: [row.wire, row.back, ...(row.bump === undefined ? [] : [row.bump])],
    given: [verdict(there), verdict(back), ...bump],
  };
}
