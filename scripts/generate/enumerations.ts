import { pluralize } from "inflection";
import type { Schema } from "../spec/openapi-document.ts";
import { docComment } from "./doc-comment.ts";
import { camelCase } from "./names.ts";

/** A constant array for each schema that is an enumeration: `ModelType` gives `modelTypes`. */
export function enumerationConstants(
  schemas: readonly { schema: Schema; name: string }[],
  unique: (name: string) => string,
): string[] {
  return schemas.flatMap(({ schema, name }) => {
    if (!Array.isArray(schema.enum)) return [];
    const values = schema.enum.map((value) => `  ${JSON.stringify(value)},`);
    return [
      docComment([`Every ${name}, in the order of the description.`]) +
        `export const ${unique(plural(camelCase(name)))} = [\n${values.join("\n")}\n] as const satisfies readonly ${name}[];\n`,
    ];
  });
}

/** The plural of the last word of a name. */
export function plural(name: string): string {
  const [, start = "", last = name] = /^(.*?)(\p{Lu}?\p{Ll}*)$/u.exec(name) ?? [];
  return start + pluralize(last);
}
