import { uniqueNames } from "../../../../scripts/generate/names.ts";

/**
 * Gives out a name for each page of a folder, safe as the name of a file on any system and in any address. Names that
 * differ in case alone get a number, as some file systems cannot tell them apart.
 */
export function slugs(): (name: string) => string {
  const unique = uniqueNames();
  return (name) => {
    const safe =
      name
        .replace(/[^A-Za-z0-9_-]+/g, "-")
        .replace(/^-+|-+$/g, "")
        .slice(0, 80) || "page";
    // `con.html` cannot be a file on Windows, nor `index.html` a page beside the folder's own.
    const reserved = /^(con|prn|aux|nul|com\d|lpt\d|index)$/i.test(safe) ? `${safe}_` : safe;
    const given = unique(reserved.toLowerCase());
    return reserved + given.slice(reserved.length);
  };
}

/** A name as part of a field's id: what an address cannot hold as it is, or an id may not, is percent-encoded. */
export function idPart(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(/%[0-9A-F]{2}|\./g, (part) => (part === "." ? "%2E" : part));
}
