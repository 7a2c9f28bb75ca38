/** A part of the page. Its offset is where it starts. */
export type Token =
  | { kind: "heading"; offset: number; level: number; text: string }
  /** `- ` and code, and nothing else in its line. */
  | { kind: "bullet"; offset: number; code: string; indent: number; isAlone: boolean }
  | { kind: "fence"; offset: number; language: string; text: string; isClosed: boolean }
  | { kind: "text"; offset: number; text: string; indent: number };

/** Whether the line breaks of a page are lost. Its only structure is then in its counts. */
export function isOneLine(text: string): boolean {
  return !text.trim().includes("\n");
}

/** Splits a page into its parts. */
export function tokensOf(text: string): Token[] {
  return isOneLine(text) ? tokensOfLine(text) : tokensOfLines(text);
}

/** Code between one backtick, or as many more as it takes to hold backticks itself. */
const CODE = "(?<ticks>`+)(?<code>(?:(?!\\k<ticks>).)+)\\k<ticks>(?!`)";

function tokensOfLines(text: string): Token[] {
  const tokens: Token[] = [];
  let fence: (Token & { kind: "fence" }) | undefined;
  let offset = 0;
  for (const line of text.split("\n")) {
    const content = line.trimEnd();
    const indent = content.length - content.trimStart().length;
    const start = offset + indent;
    offset += line.length + 1;
    if (fence) {
      if (content === "```") fence.isClosed = true;
      else fence.text += `${line}\n`;
      if (fence.isClosed) fence = undefined;
      continue;
    }
    const opened = /^```(\w*)$/.exec(content);
    const heading = /^(#+)\s+(.*)$/.exec(content);
    const bullet = new RegExp(`^\\s*- ${CODE}$`).exec(content);
    if (opened) {
      fence = { kind: "fence", offset: start, language: opened[1] ?? "", text: "", isClosed: false };
      tokens.push(fence);
    } else if (heading?.[1]) {
      tokens.push({ kind: "heading", offset: start, level: heading[1].length, text: heading[2] ?? "" });
    } else if (bullet?.groups?.["code"]) {
      tokens.push({ kind: "bullet", offset: start, code: bullet.groups["code"].trim(), indent, isAlone: true });
    } else if (content !== "") {
      tokens.push({ kind: "text", offset: start, text: content.trim(), indent });
    }
  }
  return tokens;
}

/** Where a heading ends is known only if it is one that such pages have. */
const HEADING = /(#+)\s+(\S+ Parameters|Returns|Example|Response|[^#`]*? \*\*\w+\*\* `[^`]*`|[A-Z][^#`]*?(?= ## ))/;
const PARTS = new RegExp(
  `(?<=^|\\s)(?:(?<fence>\`\`\`(?<language>\\w*)(?: (?<body>.*?))?(?<end>\`\`\`|$))|(?<heading>${HEADING.source})|(?<bullet>- ${CODE}))(?=\\s|$)`,
  "g",
);

function tokensOfLine(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  const addText = (until: number) => {
    const between = text.slice(end, until);
    const content = between.trim();
    if (content === "") return;
    tokens.push({ kind: "text", offset: end + between.indexOf(content), text: content, indent: 0 });
  };
  for (const { index: offset, 0: whole, groups = {} } of text.matchAll(PARTS)) {
    addText(offset);
    end = offset + whole.length;
    const { fence, language = "", body = "", heading, code = "" } = groups;
    if (fence !== undefined) {
      tokens.push({ kind: "fence", offset, language, text: body, isClosed: groups["end"] === "```" });
    } else if (heading !== undefined) {
      const [, marks = "", title = ""] = HEADING.exec(heading) ?? [];
      tokens.push({ kind: "heading", offset, level: marks.length, text: title });
    } else {
      tokens.push({
        kind: "bullet",
        offset,
        code: code.trim(),
        indent: 0,
        isAlone: /^\s*(?:- `|#|```|$)/.test(text.slice(end, end + 9)),
      });
    }
  }
  addText(text.length);
  return tokens;
}
