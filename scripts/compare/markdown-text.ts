/** A code span that its text cannot end, nor the cell that it may stand in. */
export function code(text: string): string {
  const flat = text.replace(/\s+/g, " ").replaceAll("|", "\\|");
  const fence = "`".repeat(Math.max(0, ...[...flat.matchAll(/`+/g)].map(([ticks]) => ticks.length)) + 1);
  const space = /^`|`$/.test(flat) ? " " : "";
  return fence + space + flat + space + fence;
}

/** A sentence of ours with code spans in it; whatever else it holds is text. */
export function prose(text: string): string {
  const parts = text.replace(/\s+/g, " ").split(/(`[^`]*`)/);
  return parts.map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : plain(part))).join("");
}

function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~#@!]/g, (sign) => (sign === "@" ? "&#64;" : `\\${sign}`));
}
