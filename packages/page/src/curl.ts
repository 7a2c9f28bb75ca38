/** A request as a curl command makes it. */
export interface CurlRequest {
  /** In lower case: `put`. */
  method: string;
  url: string;
  /** Of HTTP Basic: names of variables without `$`, or values. */
  user?: string;
  password?: string;
  /** By their names in lower case. */
  headers: Record<string, string>;
  body?: string;
}

/**
 * Reads a curl command, with the options that samples use.
 *
 * @throws {Error} that says what cannot be read
 */
export function parseCurl(command: string): CurlRequest {
  const [name, ...words] = shellWords(command);
  if (name !== "curl") throw new Error(`The request is no curl command: it starts with “${name ?? ""}”.`);
  let method: string | undefined;
  let url: string | undefined;
  let credentials: string | undefined;
  let body: string | undefined;
  const headers: Record<string, string> = {};
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (!word.startsWith("-")) {
      url = word;
      continue;
    }
    const value = words[++at];
    if (value === undefined) throw new Error(`The option ${word} of curl has no value.`);
    if (/^(?:-X|--request)$/.test(word)) method = value.toLowerCase();
    else if (/^(?:-u|--user)$/.test(word)) credentials = value;
    else if (/^(?:-d|--data(?:-raw)?|-F|--form)$/.test(word)) body = value;
    else if (/^--url$/.test(word)) url = value;
    else if (/^(?:-H|--header)$/.test(word)) {
      const [header = "", ...rest] = value.split(":");
      headers[header.trim().toLowerCase()] = rest.join(":").trim();
    } else throw new Error(`The option ${word} of curl is not known.`);
  }
  if (url === undefined) throw new Error("The curl command has no URL.");
  const [user = "", ...password] = credentials?.split(":") ?? [];
  return {
    method: method ?? (body === undefined ? "get" : "post"),
    url,
    ...(credentials !== undefined && { user: variable(user), password: variable(password.join(":")) }),
    headers,
    ...(body !== undefined && { body }),
  };
}

/** Samples give secrets as variables, now and then without the sign. */
function variable(text: string): string {
  return text.replace(/^\$\{?(\w+)\}?$/, "$1");
}

/** The words of a command line, without quotes and escaped line breaks. */
function shellWords(command: string): string[] {
  const rest = command.replace(/(?<=^|\s)\\(?=\s|$)/g, " ").trim();
  const words = rest.match(/(?:"(?:[^"\\]|\\[\s\S])*"|'[^']*'|[^\s"'])+/g) ?? [];
  if (words.join("").length !== rest.replace(/\s+(?=(?:[^"']|"(?:[^"\\]|\\[\s\S])*"|'[^']*')*$)/g, "").length) {
    throw new Error("A quotation mark of the curl command is not closed.");
  }
  return words.map((word) =>
    word.replace(/"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'/g, (_, double?: string, single?: string) =>
      double === undefined ? (single ?? "") : double.replace(/\\(["\\$`])/g, "$1"),
    ),
  );
}
