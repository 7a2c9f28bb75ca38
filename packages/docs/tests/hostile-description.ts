import { isRecord, type OpenApiDocument, pointerOf } from "@repo/openapi";

/** Each tries to get out of where it stands: HTML, attributes, scripts, comments, styles, Markdown, templates. */
const HOSTILE = [
  `</script><script>globalThis.pwned="script"</script>`,
  `"><img src=x onerror="globalThis.pwned='image'">`,
  `'><svg onload="globalThis.pwned='svg'">`,
  `" onmouseover="globalThis.pwned='attribute'" x="`,
  `<!--<iframe srcdoc="<script>parent.pwned='frame'</script>">-->`,
  `</style></title></textarea></pre></code><b id="pwned">`,
  `[link](javascript:globalThis.pwned='link') ![image](https://evil.example/x.png "t")`,
  `<javascript:globalThis.pwned='autolink'> [data](data:text/html,<script>1</script>)`,
  `<p style="position:fixed" onclick="globalThis.pwned='click'">p</p> <a href="jav&#x09;ascript:globalThis.pwned='tab'">tab</a>`,
  `<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/"><form><button>Go</button>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=globalThis.pwned=1&gt;">`,
  `<noscript><p title="</noscript><img src=x onerror=globalThis.pwned='noscript'>"></noscript>`,
  `</div></section></article></main></body></html><div><section id="body"><details open class="response chosen">`,
  "``` \n</code></pre><script>globalThis.pwned='fence'</script>\n```",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template that must stay text
  "{{constructor.constructor('globalThis.pwned=1')()}} ${globalThis.pwned=1} `${globalThis.pwned=1}`",
  "line\u2028break\u2029 \u202eright-to-left\u202c nul\u0000 \ud800",
];
const TEXT = HOSTILE.join("\n\n");
const hostileName = (name: string) => `${name} ${HOSTILE.join(" ").toWellFormed()}`;

/** Keywords with values that stay: with others, the result would not be a description. */
const KEPT = new Set(
  "openapi type in scheme style url authorizationUrl tokenUrl openIdConnectUrl operationRef $dynamicRef $dynamicAnchor".split(
    " ",
  ),
);
/** Keywords of objects whose keys are names. */
const WITH_NAMES = new Set(
  "properties schemas securitySchemes security scopes variables examples webhooks callbacks links values groups words x-differs-for".split(
    " ",
  ),
);
/** Keywords with such names as values. */
const NAMES = new Set("name operationId required tags enum includes property x-available-for".split(" "));

/** A description with hostile text in place of every text, and in every name. */
export function hostileDescription(given: OpenApiDocument): OpenApiDocument {
  const document: OpenApiDocument = hostile(given, "");
  const url = "javascript:globalThis.pwned='address'";
  document.info.license = { name: TEXT, url };
  document.info.contact = { name: TEXT, url };
  document.externalDocs = { description: TEXT, url };
  const end = HOSTILE.join("/").replace(/[{}]/g, "");
  const paths = Object.entries(document.paths ?? {}).map(([path, item]) => [`${path}/${end}`, item]);
  return { ...document, paths: Object.fromEntries(paths) };
}

function hostile<Value>(value: Value, keyword: string): Value;
function hostile(value: unknown, keyword: string): unknown {
  if (Array.isArray(value)) return value.map((item) => hostile(item, keyword));
  if (isRecord(value)) {
    const isNamed = WITH_NAMES.has(keyword);
    const entries = Object.entries(value).map(([key, child]) =>
      isNamed ? [hostileName(key), hostile(child, keyword === "words" ? "name" : "")] : [key, hostile(child, key)],
    );
    return Object.fromEntries(entries);
  }
  if (typeof value !== "string" || KEPT.has(keyword)) return value;
  if (NAMES.has(keyword)) return hostileName(value);
  if (keyword !== "$ref") return TEXT;
  if (!value.startsWith("#/components/schemas/")) return value;
  const name = value.slice(value.lastIndexOf("/") + 1);
  return `${value.slice(0, -name.length - 1)}${encodeURI(pointerOf([hostileName(name)])).replaceAll("#", "%23")}`;
}
