// What is left of a page for a reader: its words.

/** The text of a page, on one line. */
export function wordsOfHtml(html: string): string {
  return oneSpace(
    html
      .replace(/<(script|head)\b.*?<\/\1>/gs, "")
      .replace(/<\/?(p|li|div|dd|dt|summary|h\d|pre|th|td)\b[^>]*>/g, " ")
      .replace(/<[^>]+>/g, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&"),
  );
}

/** The text of Markdown, on one line. */
export function wordsOfMarkdown(markdown: string): string {
  return oneSpace(
    markdown
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/\\(?=[[\]*_<>#|~`\\])/g, "")
      .replace(/^\s*-\s/gm, " "),
  );
}

export function oneSpace(text: string): string {
  return text
    .replace(/`|\*\*/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
