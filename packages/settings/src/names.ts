import { camelCase, type OpenApiDocument, pascalCase, reservedWords } from "@repo/openapi";
import type { Settings } from "./settings.ts";

/** How the client of an API, and what belongs to it, are called. */
export interface Names {
  /** `Tickets`, as in `createTicketsClient` and `TicketsError`. */
  brand: string;
  /** `tickets`, the constant that holds a client in samples. */
  constant: string;
  /** `TICKETS`, with which environment variables start. */
  variable: string;
  /** `tickets-client`, or `@acme/tickets-client`. */
  package: string;
}

/** What a constant in a sample cannot be called: a word of JavaScript, or what a sample uses besides. */
const TAKEN = [...reservedWords, ..."body console data error found input item process response result".split(" ")];

/** Words of a title that say what every title could say. */
const COMMON =
  /^(api|apis|rest|http|openapi|swagger|specification|spec|description|documentation|reference|the|v?\d[\d.]*)$/i;

/** The names that the settings give, or the title of the description. */
export function namesOf({ info }: OpenApiDocument, { name, scope }: Settings = {}): Names {
  const brand = name ?? brandOf(info.title);
  const words = brand.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [brand];
  const constant = camelCase(brand);
  const kebab = words.join("-").toLowerCase();
  return {
    brand,
    constant: TAKEN.includes(constant) ? `${constant}Client` : constant,
    variable: words.join("_").toUpperCase(),
    package: `${scope === undefined ? "" : `${scope}/`}${kebab}-client`,
  };
}

/** How many characters the words have together, so that npm takes the name of the package, with its hyphens. */
const LONGEST = 100;

/** The first words of a title as a name in ASCII, without those that say nothing; `Api` if none is left. */
function brandOf(title: string): string {
  // After a comma, a colon or in brackets, titles say what kind of description it is.
  const [start = ""] = title.split(/[,:;(|]/);
  const words =
    start
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .match(/[A-Za-z0-9]+/g) ?? [];
  const own = words.filter((word) => !COMMON.test(word));
  while (own.length > 1 && own.join(" ").length > LONGEST) own.pop();
  const name = pascalCase(own.join(" ").slice(0, LONGEST)).replace(/^_|[^A-Za-z0-9]/g, "");
  return /^[A-Z]/.test(name) ? name : `Api${name}`;
}
