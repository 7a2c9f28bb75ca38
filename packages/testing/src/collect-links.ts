import { posix } from "node:path";

/** What the markup of a page contains that links depend on. */
interface Markup {
  ids: string[];
  /** The values of `href`, `src` and the attributes with addresses that our scripts load. */
  links: string[];
}

// Our renderer puts every value in double quotes; it may contain `>`.
const TAG = /<([a-z][a-z0-9]*)((?:[^">]|"[^"]*")*)>/g;
const ATTRIBUTE = /([^\s="]+)="([^"]*)"/g;
const LINKS = new Set(["href", "src", "action", "data-composer", "data-validator"]);
const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

function readMarkup(html: string): Markup {
  const found: Markup = { ids: [], links: [] };
  // The text of a script is not markup.
  for (const [, , attributes = ""] of html.replace(/(<script\b[^>]*>).*?<\/script>/gs, "$1").matchAll(TAG)) {
    for (const [, name = "", text = ""] of attributes.matchAll(ATTRIBUTE)) {
      const value = text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
      if (name === "id") found.ids.push(value);
      else if (LINKS.has(name)) found.links.push(value);
    }
  }
  return found;
}

/** The addresses that Markdown links to, outside of code. */
function markdownLinks(markdown: string): string[] {
  const prose = markdown
    .replace(/^( *)(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1\2[`~]* *$/gm, "")
    .replace(/(?<!`)(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, "");
  return [...prose.matchAll(/\]\((?:<([^>\n]*)>|([^)\s]*))/g)].map(([, quoted, plain = ""]) => quoted ?? plain);
}

/**
 * Finds what is wrong with the links of a site: a link to a file or an anchor of the site that does not exist, a link that
 * starts with a slash or with a scheme such as `javascript:`, and an id that a page has twice. Links to other sites are
 * not followed.
 *
 * @param files the site's files by their path; only pages and Markdown need their text
 * @returns a line for each fault
 */
export function brokenLinks(files: ReadonlyMap<string, string>): string[] {
  const faults: string[] = [];
  const idsOf = new Map<string, Set<string>>();
  const linksOf: [page: string, links: string[]][] = [];
  for (const [path, text] of files) {
    // The links of 404.html begin at the root of a server, as the page is shown in any folder.
    if (path.endsWith(".html") && path !== "404.html") {
      const { ids, links } = readMarkup(text);
      const seen = new Set<string>();
      for (const id of ids) {
        if (seen.has(id)) faults.push(`${path}: the id ${id} is not unique`);
        seen.add(id);
      }
      idsOf.set(path, seen);
      linksOf.push([path, links]);
    } else if (/\.md$|^llms.*\.txt$/.test(path)) {
      linksOf.push([path, markdownLinks(text)]);
      if (path.endsWith(".txt")) idsOf.set(path, new Set(text.match(/(?<=^<a id=")[^"]+(?="><\/a>$)/gm)));
    }
  }
  const check = (page: string, link: string) => {
    if (/^(https?|mailto|tel):/i.test(link)) return;
    if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(link)) return "is not a relative address";
    const [, path = "", anchor = ""] = /^([^?#]*)(?:\?[^#]*)?#?(.*)$/s.exec(link) ?? [];
    const target = path === "" ? page : targetOf(page, path);
    if (!files.has(target)) return "leads to no file";
    // Anchors of a Markdown file are those of its page.
    const ids = idsOf.get(target.replace(/\.md$/, ".html"));
    if (anchor !== "" && !ids?.has(anchor) && !ids?.has(decoded(anchor))) return "leads to no anchor";
  };
  for (const [page, links] of linksOf) {
    for (const link of links) {
      const fault = check(page, link);
      if (fault !== undefined) faults.push(`${page}: ${link} ${fault}`);
    }
  }
  return faults;
}

/** The path that a relative address leads to; it starts with `../` outside of the site. */
function targetOf(page: string, path: string): string {
  return decoded(posix.normalize(posix.join(posix.dirname(page), path)));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
