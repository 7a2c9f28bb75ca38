import sanitizeHtml from "sanitize-html";

/**
 * The HTML of a description, with its tags closed, and without whatever could run, load, or look like a part of the page.
 * A tag that is not known is text: in "GET /models/<id>" it is a placeholder.
 *
 * @param level the level on the page of the highest headings: one below the heading above the text
 */
export function sanitized(html: string, level: number): string {
  const heading = (name: string) => `h${Math.max(level, Number(name.slice(1)))}`;
  const headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
  return sanitizeHtml(html, {
    disallowedTagsMode: "escape",
    allowedTags: [...headings, ...TAGS],
    allowedAttributes: { a: ["href", "rel"], pre: ["tabindex"], th: SPANS, td: SPANS, ol: ["start"] },
    allowedClasses: { i: ["ts", "tn", "tk", "tc", "tf", "tp"], td: ALIGNED, th: ALIGNED },
    allowedSchemes: ["http", "https", "mailto"],
    transformTags: {
      ...Object.fromEntries(headings.map((name) => [name, heading(name)])),
      a: (tagName, { href = "" }) => ({
        tagName,
        attribs: { href, ...(/^[a-z]+:/i.test(href) && { rel: "noreferrer" }) },
      }),
      img: (_, { src = "", alt = "" }) => ({
        tagName: "a",
        attribs: { href: src, rel: "noreferrer" },
        text: alt || src,
      }),
      pre: (tagName) => ({ tagName, attribs: { tabindex: "0" } }),
      th: aligned,
      td: aligned,
      center: "div",
      font: "span",
    },
  });
}

/** Without `b` and `i` for code, these are the elements of text in HTML. */
const TAGS = [
  ...[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
  ],
  ...[
    "em",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
  ],
  ...["sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var", "wbr"],
];
const SPANS = ["colspan", "rowspan"];
const ALIGNED = ["right", "center"];

/** An alignment as a class, since the Content-Security-Policy forbids styles in attributes. */
function aligned(tagName: string, { align, ...attribs }: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  return { tagName, attribs: { ...attribs, ...(align !== undefined && { class: align }) } };
}
