import sanitizeHtml from "sanitize-html";

// The elements of text.
const INLINE = "a abbr b cite code del dfn em i ins kbd mark q s samp small span strike strong sub sup u var wbr".split(
  " ",
);
const BLOCKS =
  "blockquote br caption dd details div dl dt hr li ol p pre summary table tbody td tfoot th thead tr ul".split(" ");
const HEADINGS = "h1 h2 h3 h4 h5 h6".split(" ");
const ALLOWED = [...HEADINGS, ...BLOCKS, ...INLINE];
const KNOWN = new Set([...ALLOWED, "img", "center", "font"]);
const SPANS = ["colspan", "rowspan"];
const ALIGNED = ["right", "center"];
const CHARACTERS: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };

/**
 * The HTML of a description, with its tags closed, and without whatever could run, load, or look like a part of the page.
 * A tag that is not known is text: in "GET /models/<id>" it is a placeholder.
 *
 * @param level the level on the page of the highest headings: one below the heading above the text
 */
export function sanitized(html: string, level: number): string {
  const highest = Math.min(...[...html.matchAll(/<h([1-6])\b/gi)].map(([, given]) => Number(given)));
  const heading = (name: string) => `h${Math.min(6, Math.max(level, Number(name.slice(1)) - highest + level))}`;
  // Escaped here, an unknown tag stays as it is written. The library would write "<Id>" in small letters.
  const known = html.replace(/<(?=\/?([a-z][^\s/>]*))/gi, (start, name) =>
    KNOWN.has(name.toLowerCase()) ? start : "&lt;",
  );
  return sanitizeHtml(known, {
    disallowedTagsMode: "escape",
    allowedTags: ALLOWED,
    allowedAttributes: { a: ["href", "rel"], pre: ["tabindex"], th: SPANS, td: SPANS, ol: ["start"] },
    // Those of code in colours, and of cells.
    allowedClasses: { i: ["ts", "tn", "tk", "tc", "tf", "tp"], td: ALIGNED, th: ALIGNED },
    allowedSchemes: ["http", "https", "mailto"],
    transformTags: {
      ...Object.fromEntries(HEADINGS.map((name) => [name, heading(name)])),
      a: (tagName, { href }) => ({ tagName, attribs: href === undefined ? {} : { href, ...relOf(href) } }),
      img: (_, { src = "", alt }) => ({ tagName: "a", attribs: { href: src, ...relOf(src) }, text: alt || src }),
      pre: (tagName) => ({ tagName, attribs: { tabindex: "0" } }),
      th: aligned,
      td: aligned,
      center: "div",
      font: "span",
    },
  });
}

/** The words of HTML, without its tags. Only those within a line do not separate words. */
export function wordsOfHtml(html: string): string {
  return sanitized(html, 1)
    .replace(/<\/?([a-z0-9]+)[^>]*>/g, (_, name: string) => (INLINE.includes(name) ? "" : " "))
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => CHARACTERS[entity] ?? entity);
}

/** Links to elsewhere do not say where the reader comes from. */
function relOf(href: string): { rel?: string } {
  return /^(https?:|\/\/)/i.test(href) ? { rel: "noreferrer" } : {};
}

/** An alignment as a class, since the Content-Security-Policy forbids styles in attributes. */
function aligned(tagName: string, { align, ...attribs }: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  return { tagName, attribs: { ...attribs, ...(align !== undefined && { class: align }) } };
}
