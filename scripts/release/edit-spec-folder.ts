import { isScalar, parseDocument } from "yaml";

/** A description's text with another `info.version`, and everything else as it stands. */
export function withVersion(text: string, version: string): string {
  const node = parseDocument(text).getIn(["info", "version"], true);
  if (!isScalar(node) || !node.range) throw new Error("The description has no info.version.");
  const [start, end] = node.range;
  return text.slice(0, start) + version + text.slice(end);
}

/** The text of the approvals with the comment that opens it and no entries. */
export function withoutApprovals(text: string): string {
  const [comment = ""] = /^(?:#.*\n)*/.exec(text) ?? [];
  return `${comment}[]\n`;
}
