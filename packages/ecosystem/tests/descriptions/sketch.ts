import type { Components } from "@repo/openapi";
import type { Draw } from "./draw.ts";

type Section = "schemas" | "parameters" | "requestBodies" | "responses" | "headers" | "pathItems";

/** Names of components that mean something elsewhere: to OpenAPI, to JavaScript, or to a file system. */
const ODD_COMPONENTS = [
  ..."example default enum properties const items Error Promise Record Blob string paths".split(" "),
  ..."operations a-b User.Name _types.Pet 2fa constructor".split(" "),
];

/** A description that is being made: what its parts share. */
export class Sketch {
  readonly draw: Draw;
  readonly version: "3.0" | "3.1";
  readonly components: Components = {};
  /** Declarations of types, which the types of shapes refer to by name. */
  readonly declarations: string[] = [];
  #number = 0;
  #odd: string[];

  constructor(draw: Draw, version: "3.0" | "3.1") {
    this.draw = draw;
    this.version = version;
    this.#odd = draw.shuffled(ODD_COMPONENTS).slice(0, 6);
  }

  /** A name that nothing else has: `start` and a number. */
  unique(start: string): string {
    this.#number++;
    return `${start}${this.#number}`;
  }

  /** Adds a component, and returns the reference to it. */
  component(section: Section, node: object): { $ref: string } {
    const here: Record<string, object> = this.components[section] ?? {};
    Object.assign(this.components, { [section]: here });
    const odd = this.draw.oneIn(4) ? this.#odd.pop() : undefined;
    const name = odd ?? this.unique(section.charAt(0).toUpperCase() + section.slice(1, -1));
    here[name] = node;
    return { $ref: `#/components/${section}/${name}` };
  }

  /** Declares a type, whose text may refer to its own name. */
  declare(text: (name: string) => string): string {
    const name = this.unique("Type");
    this.declarations.push(`interface ${name} ${text(name)}`);
    return name;
  }
}
