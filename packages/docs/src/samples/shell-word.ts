/**
 * A text as one word of sh or bash, which the shell takes as it is, whatever it holds. Between single quotes nothing has
 * a meaning, so a single quote alone is written outside of them.
 */
export function shellWord(text: string): string {
  if (/^[\w./:@%+,-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The value of an environment variable as part of a word, whatever it holds. */
export function shellVariable(name: string): string {
  return `"$${variableName(name)}"`;
}

/** A name that a shell takes for a variable: a description's own words may hold anything. */
export function variableName(name: string): string {
  return name.replace(/^(?=\d)|[^A-Za-z0-9_]/g, "_");
}
