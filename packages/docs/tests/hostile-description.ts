import { isRecord } from "../../../scripts/spec/is-record.ts";
import type { OpenApiDocument } from "../../../scripts/spec/openapi-document.ts";

/** Text that tries every way out of where it stands: HTML, attributes, scripts, comments, styles, Markdown, templates. */
const HOSTILE = [
  `</script><script>globalThis.pwned="script"</script>`,
  `"><img src=x onerror="globalThis.pwned='image'">`,
  `'><svg onload="globalThis.pwned='svg'">`,
  `" onmouseover="globalThis.pwned='attribute'" x="`,
  `<!--<iframe srcdoc="<script>parent.pwned='frame'</script>">-->`,
  `</style></title></textarea></pre></code><b id="pwned">`,
  `[link](javascript:globalThis.pwned='link') ![image](https://evil.example/x.png "t")`,
  `<javascript:globalThis.pwned='autolink'> [data](data:text/html,<script>1</script>)`,
  "``` \n</code></pre><script>globalThis.pwned='fence'</script>\n```",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is the point
  "{{constructor.constructor('globalThis.pwned=1')()}} ${globalThis.pwned=1} `${globalThis.pwned=1}`",
  "line\u2028break\u2029 \u202eright-to-left\u202c nul\u0000 \ud800",
];

/** Values that say what kind of thing something is: with another value it would be another description. */
const KINDS = new Set([..."openapi $ref type in style operationId url identifier jsonSchemaDialect".split(" ")]);

/**
 * A description that is one in structure alone: every text of it is hostile, and so are the names of its properties,
 * schemas, examples and parameters.
 */
export function hostileDescription(): OpenApiDocument {
  let turn = 0;
  const text = () => HOSTILE[turn++ % HOSTILE.length] ?? "";
  const everyText = () => HOSTILE.join("\n\n");
  const properties = () =>
    Object.fromEntries(HOSTILE.map((name) => [name, { type: "string" as const, description: everyText() }]));
  const document: OpenApiDocument = {
    openapi: "3.1.1",
    info: {
      title: text(),
      version: text(),
      summary: everyText(),
      description: everyText(),
      license: { name: text(), url: "javascript:globalThis.pwned='licence'" },
    },
    servers: [{ url: "https://api.example/v1", description: everyText() }],
    tags: HOSTILE.map((name) => ({ name, description: everyText() })),
    security: [{ [text()]: [] }],
    paths: {},
    components: {
      securitySchemes: Object.fromEntries(
        HOSTILE.map((name) => [
          name,
          { type: "apiKey" as const, in: "header" as const, name, description: everyText() },
        ]),
      ),
      schemas: Object.fromEntries(
        HOSTILE.map((name, index) => [
          name,
          {
            type: "object" as const,
            title: text(),
            description: everyText(),
            required: HOSTILE,
            "x-availability": {
              name: text(),
              values: Object.fromEntries(HOSTILE.map((word) => [word, { title: word, description: everyText() }])),
            },
            properties: {
              ...properties(),
              plain: {
                type: "string" as const,
                enum: HOSTILE,
                default: text(),
                examples: HOSTILE,
                pattern: text(),
                format: text(),
                "x-available-for": HOSTILE,
              },
              nested: {
                $ref: `#/components/schemas/${pointer(HOSTILE[(index + 1) % HOSTILE.length] ?? "")}`,
                description: everyText(),
              },
            },
          },
        ]),
      ),
    },
  };
  for (const [index, name] of HOSTILE.entries()) {
    const schema = { $ref: `#/components/schemas/${pointer(name)}` };
    document.paths = {
      ...document.paths,
      [`/${index}/${name.replace(/[{}]/g, "")}/{id}`]: {
        post: {
          operationId: `${name} ${index}`,
          summary: name,
          description: everyText(),
          tags: [name],
          parameters: [
            {
              name: "id",
              in: "path",
              required: true,
              description: everyText(),
              schema: { type: "string", examples: HOSTILE },
            },
            { name, in: "query", required: true, description: everyText(), schema: { type: "string", default: name } },
            { name, in: "header", description: everyText(), schema: { type: "string", enum: HOSTILE } },
          ],
          requestBody: {
            description: everyText(),
            content: {
              "application/json": {
                schema,
                examples: { [name]: { summary: name, description: everyText(), value: { [name]: HOSTILE } } },
              },
            },
          },
          responses: {
            "200": {
              description: everyText(),
              headers: { [name]: { description: everyText(), schema: { type: "string" } } },
              content: { "application/json": { schema, example: { [name]: name } } },
            },
          },
        },
      },
    };
  }
  return document;
}

function pointer(name: string): string {
  return encodeURIComponent(name.toWellFormed().replaceAll("~", "~0").replaceAll("/", "~1"));
}

/** How many texts of a value are hostile: to see that the description is what it is said to be. */
export function countHostile(value: unknown, key = ""): number {
  if (typeof value === "string") return !KINDS.has(key) && HOSTILE.some((text) => value.includes(text)) ? 1 : 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countHostile(item, key), 0);
  if (!isRecord(value)) return 0;
  return Object.entries(value).reduce((sum, [name, item]) => sum + countHostile(item, name), 0);
}
