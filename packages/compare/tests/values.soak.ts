import type { Schema } from "@repo/openapi";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { documentsOf, type PairRow } from "../src/table/pairs.ts";
import { randomNumbers, verdictOn } from "./random-edits.ts";

/** Makes schemas and values at random, so that a validator can tell what the change from one schema to another does. */
class Maker {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomNumbers(seed);
  }

  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("There is nothing to pick.");
    return item;
  }

  /** The fields, or no fields. */
  maybe<Fields extends object>(fields: Fields): Partial<Fields> {
    return this.#random() < 0.4 ? fields : {};
  }

  schema(depth: number): Schema {
    const inner = () => this.schema(depth - 1);
    const leaves: (() => Schema)[] = [
      () => ({
        type: "string",
        ...this.maybe({ minLength: this.below(3) }),
        ...this.maybe({ maxLength: this.below(5) }),
      }),
      () => ({
        type: "integer",
        ...this.maybe({ minimum: this.below(3) }),
        ...this.maybe({ maximum: 2 + this.below(4) }),
      }),
      () => ({ type: "number", ...this.maybe({ exclusiveMinimum: this.below(2) }), ...this.maybe({ maximum: 4 }) }),
      () => ({ type: [this.pick(["string", "integer", "number"]), this.pick(["null", "boolean"])] }),
      () => ({ enum: [...new Set([1, 2, 3].map(() => this.pick([0, 1, "a", "bb", true, false, null])))] }),
      () => ({ const: this.pick([0, 1, "a", null, false]) }),
    ];
    const nodes: (() => Schema)[] = [
      () => ({ type: "array", items: inner(), ...this.maybe({ minItems: 1 }), ...this.maybe({ maxItems: 2 }) }),
      () => ({ type: "object", properties: { a: inner(), b: inner() }, ...this.maybe({ required: ["a"] }) }),
      () => ({ anyOf: [inner(), inner(), inner()] }),
      () => ({ allOf: [inner(), inner()] }),
    ];
    return this.pick(depth > 0 ? [...leaves, ...nodes] : leaves)();
  }

  value(depth: number): unknown {
    const inner = () => this.value(depth - 1);
    const leaves = [0, 1, 2, 3, 4, 6, -1, 0.5, 2.5, "", "a", "bb", "ccc", "dddd", "eeeee", true, false, null];
    if (depth === 0 || this.below(2) === 0) return this.pick(leaves);
    if (this.below(2) === 0) return Array.from({ length: this.below(4) }, inner);
    return { ...this.maybe({ a: inner() }), ...this.maybe({ b: inner() }) };
  }
}

it("what a validator finds new in an answer breaks, and what it no longer finds is a change", () => {
  const maker = new Maker(Number(process.env["SEED"] ?? 3));
  const validators = new Ajv2020({ strict: false });
  const values = Array.from({ length: 2000 }, () => maker.value(2));
  const wrong: string[] = [];
  for (let index = 0; index < 2000; index++) {
    const before = maker.schema(2);
    // Half of the time, the old schema is a part of the new one.
    const after = maker.below(2) === 0 ? maker.schema(2) : { anyOf: [before, maker.schema(1)] };
    const [was, is] = [validators.compile(before), validators.compile(after)];
    const added = values.find((value) => is(value) && !was(value));
    const removed = values.find((value) => was(value) && !is(value));
    const row: PairRow = { name: "", response: [before, after], wire: "none", back: "none", why: "" };
    const verdict = verdictOn(...documentsOf(row));
    const isRight = added === undefined ? removed === undefined || verdict !== "none" : verdict === "breaking";
    if (!isRight) wrong.push(`${verdict}: ${JSON.stringify({ before, after, added, removed })}`);
  }
  expect(wrong).toEqual([]);
});
