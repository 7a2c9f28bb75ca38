import type { Availability, Schema } from "../spec/openapi-document.ts";
import { docComment } from "./doc-comment.ts";
import { plural } from "./enumerations.ts";
import { camelCase, pascalCase, propertyKey } from "./names.ts";

/**
 * The types that `x-availability` calls for: the words as a union, and for each word the schema with only the properties
 * that are available for it. `TrainingParameters` by `Trainer` gives `TrainingParametersFor<"flux-lora">`.
 */
export function availabilityTypes(
  schemas: readonly { key: string; schema: Schema; name: string }[],
  unique: (name: string) => string,
): string[] {
  return schemas.flatMap(({ schema, name }) => {
    const availability = schema["x-availability"];
    return availability ? [availabilityOf(schema, name, availability, schemas, unique)] : [];
  });
}

function availabilityOf(
  schema: Schema,
  name: string,
  availability: Availability,
  schemas: readonly { key: string; name: string }[],
  unique: (name: string) => string,
): string {
  const { property } = availability;
  const singles = Object.keys(availability.values).filter((word) => !availability.values[word]?.includes);
  // Words that are an enumeration of the description are that enumeration's type already.
  const wordsAreNamed = schemas.some((other) => other.name === availability.name);
  const words = wordsAreNamed ? availability.name : unique(pascalCase(availability.name));
  const constant = unique(plural(camelCase(words)));
  const map = unique(`${name}Availability`);
  const rows = Object.entries(schema.properties ?? {}).flatMap(([key, node]) => {
    const given = node["x-available-for"];
    if (!given) return [];
    const expanded = [...new Set(given.flatMap((word) => availability.values[word]?.includes ?? [word]))];
    return [`  ${propertyKey(key)}: ${expanded.map((word) => JSON.stringify(word)).join(" | ")};`];
  });
  const narrowed = property ? ` & { ${propertyKey(property)}: Word }` : "";
  return [
    wordsAreNamed
      ? ""
      : docComment([`What the properties of {@link ${name}} are available for.`]) +
        `export type ${words} = (typeof ${constant})[number];\n\n`,
    wordsAreNamed
      ? ""
      : docComment([`Every ${words}, in the order of the description.`]) +
        `export const ${constant} = [\n${singles.map((word) => `  ${JSON.stringify(word)},\n`).join("")}] as const;\n\n`,
    docComment([
      `What each property of {@link ${name}} is only available for; a property that is not here is for all.`,
    ]),
    `export interface ${map} {\n${rows.join("\n")}\n}\n\n`,
    docComment([
      `{@link ${name}} with only the properties that are available for \`Word\`: any other does not compile.`,
    ]),
    `export type ${unique(`${name}For`)}<Word extends ${words}> = Word extends ${words}\n`,
    `  ? {\n`,
    `      [Key in keyof ${name} as Key extends keyof ${map}\n`,
    `        ? Word extends ${map}[Key]\n`,
    `          ? Key\n`,
    `          : never\n`,
    `        : Key]: ${name}[Key];\n`,
    `    } & {\n`,
    `      [Key in keyof ${map} as Word extends ${map}[Key] ? never : Key]?: never;\n`,
    `    }${narrowed}\n`,
    `  : never;\n`,
  ].join("");
}
