/** What a page says that other pages can hold to: its ids and its links. */
interface Found {
  ids: string[];
  /** Addresses in `href`, `src` and the attributes that our scripts load from. */
  links: string[];
}

// Attributes are always in double quotes, as our renderer writes them; a `>` may stand in them.
const TAG = /<([a-z][a-z0-9]*)((?:[^">]|"[^"]*")*)>/g;
const ATTRIBUTE = /([^\s="]+)="([^"]*)"/g;
const LINKS = new Set(["href", "src", "action", "data-composer", "data-validator"]);
const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

function decoded(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}

function inHtml(html: string): Found {
  const found: Found = { ids: [], links: [] };
  TAG.lastIndex = 0;
  for (let tag = TAG.exec(html); tag; tag = TAG.exec(html)) {
    for (const [, name = "", value = ""] of (tag[2] ?? "").matchAll(ATTRIBUTE)) {
      if (name === "id") found.ids.push(decoded(value));
      else if (LINKS.has(name)) found.links.push(decoded(value));
    }
    // What is in a script is no markup, whatever it looks like.
    if (tag[1] === "script") TAG.lastIndex = Math.max(TAG.lastIndex, html.indexOf("</script>", TAG.lastIndex));
  }
  return found;
}

/** The addresses that Markdown links to, outside of code. */
function inMarkdown(markdown: string): string[] {
  const prose = markdown
    .replace(/^( *)(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1\2[`~]* *$/gm, "")
    .replace(/(?<!`)(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, "");
  return [...prose.matchAll(/\]\((?:<([^>\n]*)>|([^)\s]*))/g)].map(([, quoted, plain = ""]) => quoted ?? plain);
}

/** The path that an address leads to from a page; undefined where it leaves the site. */
function targetOf(page: string, path: string): string | undefined {
  if (path === "") return page;
  const base = "http://site.invalid/a/b/c/";
  const url = new URL(path, `${base}${page}`);
  return url.href.startsWith(base) ? decodeURIComponent(url.pathname.slice("/a/b/c/".length)) : undefined;
}

function unescaped(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}

/**
 * Every fault in how the pages of a site hang together, a line each: a link within the site whose file or anchor is not
 * there, one that only works on a server's root, one that runs something, and an id that stands twice in a page. Links
 * to other sites are not followed. The time it takes grows with the size of the site and no faster.
 *
 * @param files the site's files that are text, by their path from its root; for those that are not, the path is enough
 */
export function brokenLinks(files: ReadonlyMap<string, string>): string[] {
  const faults: string[] = [];
  const pages = new Map<string, Found & { set: Set<string> }>();
  for (const [path, text] of files) {
    if (!path.endsWith(".html") || path.startsWith("explorer/")) continue;
    const found = inHtml(text);
    pages.set(path, { ...found, set: new Set(found.ids) });
  }
  const check = (page: string, link: string) => {
    if (/^(https?|mailto|tel):/i.test(link)) return;
    if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(link)) {
      faults.push(`${page}: ${link} is no address within the site`);
      return;
    }
    const [address = "", ...rest] = link.split("#");
    const anchor = rest.join("#");
    const target = targetOf(page, address.replace(/\?.*$/, ""));
    if (target === undefined || !files.has(target)) {
      faults.push(`${page}: ${link} leads to no file`);
    } else if (anchor !== "") {
      // A Markdown twin has no anchors of its own: those of its page are meant.
      const there = pages.get(target.replace(/\.md$/, ".html"))?.set;
      if (!there?.has(anchor) && !there?.has(unescaped(anchor))) faults.push(`${page}: ${link} leads to no anchor`);
    }
  };
  for (const [page, { ids, links, set }] of pages) {
    const seen = new Set<string>();
    if (set.size < ids.length) {
      for (const id of ids) {
        if (seen.has(id)) faults.push(`${page}: the id ${id} stands twice`);
        seen.add(id);
      }
    }
    for (const link of links) check(page, link);
  }
  for (const [path, text] of files) {
    if (/\.md$|^llms.*\.txt$/.test(path) && path !== "llms-full.txt")
      for (const link of inMarkdown(text)) check(path, link);
  }
  return faults;
}
