import type { Source } from "@redocly/openapi-core";
import { escapeKey } from "../pointer.ts";
import type { PointerLocation } from "./redocly-problems.ts";

/** A value, and those of its members that were asked for or did not stay where they were written. */
interface Origin {
  location: PointerLocation;
  members: Map<string, Origin>;
}

/** Where the values of a parsed file were written, after some came from other files and others moved up in their lists. */
export class Origins {
  readonly #root: Origin;

  constructor(source: Source) {
    this.#root = { location: { source, pointer: "#" }, members: new Map() };
  }

  /** Where the value at a path of keys was written. */
  of(path: readonly (string | number)[]): PointerLocation {
    return this.#at(path).location;
  }

  /** Says where the value that is now at a path was written. */
  set(path: readonly (string | number)[], location: PointerLocation): void {
    Object.assign(this.#at(path), { location, members: new Map() });
  }

  /** Says that the item at a path was removed from its list, which had `length` items. */
  removeItem(path: readonly (string | number)[], length: number): void {
    const list = this.#at(path.slice(0, -1));
    for (let index = Number(path.at(-1)); index < length - 1; index++) {
      list.members.set(`${index}`, memberOf(list, index + 1));
    }
  }

  #at(path: readonly (string | number)[]): Origin {
    return path.reduce(memberOf, this.#root);
  }
}

function memberOf({ location, members }: Origin, key: string | number): Origin {
  const known = members.get(`${key}`);
  if (known) return known;
  const member = { location: inside(location, key), members: new Map() };
  members.set(`${key}`, member);
  return member;
}

/** The place of a member of a value. */
export function inside({ source, pointer }: PointerLocation, key: string | number): PointerLocation {
  return { source, pointer: `${pointer}/${escapeKey(String(key)).replaceAll("%", "%25")}` };
}
