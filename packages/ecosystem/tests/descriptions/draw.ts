import fc from "fast-check";

/** Draws by chance. The same seed always draws the same. */
export interface Draw {
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  pick<T>(choices: readonly T[]): T;
  /** `true` in one of so many cases. */
  oneIn(cases: number): boolean;
  shuffled<T>(things: readonly T[]): T[];
}

export function draws(seed: number, count: number): Draw[] {
  return fc.sample(fc.infiniteStream(fc.nat()), { seed, numRuns: count, unbiased: true }).map((numbers) => {
    const integer = (min: number, max: number) => min + (Number(numbers.next().value) % (max - min + 1));
    const pick = <T>(choices: readonly T[]): T => {
      if (choices.length === 0) throw new Error("Nothing to pick from");
      return choices[integer(0, choices.length - 1)] as T;
    };
    const shuffled = <T>(things: readonly T[]): T[] => {
      const rest = [...things];
      return things.flatMap(() => rest.splice(integer(0, rest.length - 1), 1));
    };
    return { integer, pick, shuffled, oneIn: (cases) => integer(1, cases) === 1 };
  });
}

/** Deals things out in random order, each once before any comes again: so a few descriptions have every construct. */
export class Deck<T> {
  /** How many things have never been dealt. */
  unseen: number;
  readonly #things: readonly T[];
  readonly #seen = new Set<T>();
  #rest: T[] = [];

  constructor(things: readonly T[]) {
    this.#things = things;
    this.unseen = things.length;
  }

  /** The next thing that fits. Those that do not wait for the next one who asks. */
  deal(draw: Draw, fits: (thing: T) => boolean = () => true): T {
    if (!this.#rest.some(fits)) this.#rest.push(...draw.shuffled(this.#things));
    const [thing] = this.#rest.splice(this.#rest.findIndex(fits), 1);
    if (thing === undefined) throw new Error("Nothing fits");
    this.unseen = this.#things.length - this.#seen.add(thing).size;
    return thing;
  }
}
