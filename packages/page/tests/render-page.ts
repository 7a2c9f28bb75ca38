import type { Page, PageField, PageSection, PageType } from "../src/page.ts";

const HEADINGS: Record<PageSection["place"], string> = {
  path: "Path Parameters",
  query: "Query Parameters",
  header: "Header Parameters",
  cookie: "Cookie Parameters",
  body: "Body Parameters",
  response: "Returns",
};

/** A page as text in the usual form. */
export function renderPage({ operations }: Page): string {
  const blocks = operations.flatMap(({ title, method, path, text, sections, sample, response }) => [
    `## ${title}`,
    `**${method}** \`${path}\``,
    text,
    ...sections.flatMap(({ place, fields }) => [
      `### ${HEADINGS[place]}`,
      ...fields.flatMap((field) => fieldLines(field, "")),
    ]),
    "### Example",
    `\`\`\`http\n${sample.trim()}\n\`\`\``,
    ...(response === undefined ? [] : ["#### Response", `\`\`\`json\n${JSON.stringify(response, null, 2)}\n\`\`\``]),
  ]);
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** A page whose line breaks are lost. */
export function inOneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

function fieldLines({ name, isOptional, type, text }: PageField, indent: string): string[] {
  const shown = `${isOptional ? "optional " : ""}${typeText(type)}`;
  const lines = text.split("\n").map((line) => `${indent}  ${line}`.trimEnd());
  return [
    `${indent}- \`${name === "" ? shown : `${name}: ${shown}`}\``,
    ...(text === "" ? [] : [lines.join("\n")]),
    ...below(type, `${indent}  `),
  ];
}

function below(type: PageType, indent: string): string[] {
  switch (type.kind) {
    case "array":
    case "map":
      return below(type.of, indent);
    case "values":
      return type.values.map((value) => `${indent}- \`${JSON.stringify(value)}\``);
    case "object":
      return type.fields.flatMap((field) => fieldLines(field, indent));
    case "union":
      return type.members.flatMap((member) => [`${indent}- \`${typeText(member)}\``, ...below(member, `${indent}  `)]);
    default:
      return [];
  }
}

function typeText(type: PageType): string {
  switch (type.kind) {
    case "scalar":
    case "named":
      return type.name;
    case "array":
      return `array of ${typeText(type.of)}`;
    case "map":
      return `map[${typeText(type.of)}${type.of.kind === "object" ? " " : ""}]`;
    case "values":
      return shortened(type.values.map((value) => JSON.stringify(value))).join(" or ");
    case "object":
      return `object { ${shortened(type.fields.map(({ name }) => name)).join(", ")} }`;
    case "union":
      return type.members.map(typeText).join(" or ");
  }
}

/** Of more than four, the first three and how many there are besides. */
function shortened(parts: readonly string[]): string[] {
  return parts.length > 4 ? [...parts.slice(0, 3), `${parts.length - 3} more`] : [...parts];
}
