import type {
  ObjectType,
  Page,
  PageField,
  PageOperation,
  PagePlace,
  PageSection,
  PageType,
  ValuesType,
} from "./page.ts";
import { isOneLine, type Token, tokensOf } from "./tokens.ts";
import { isSameType, parseFieldType, parseLiteral, parseType } from "./type-text.ts";

/** A text that is no reference page, or breaks off, and where reading stopped. */
export class PageError extends Error {
  override name = "PageError";
  /** Line and column count from 1. */
  readonly line: number;
  readonly column: number;

  constructor(file: string, text: string, offset: number, reason: string) {
    const before = text.slice(0, offset);
    const line = before.split("\n").length;
    const column = offset - (before.lastIndexOf("\n") + 1) + 1;
    super(`${file}:${line}:${column}: ${reason}\n  │ ${excerptAt(text, offset)}`);
    this.line = line;
    this.column = column;
  }
}

/** The line at an offset, or the part of a long one around it. */
function excerptAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf("\n", offset - 1) + 1, offset - 50);
  const end = text.indexOf("\n", offset);
  const until = Math.min(end === -1 ? text.length : end, offset + 50);
  const isCut = start > 0 && text[start - 1] !== "\n";
  return `${isCut ? "…" : ""}${text.slice(start, until).trimEnd()}${until < text.length && text[until] !== "\n" ? "…" : ""}`;
}

type Bullet = Token & { kind: "bullet" };

const SECTIONS: Record<string, PagePlace> = {
  "Path Parameters": "path",
  "Query Parameters": "query",
  "Header Parameters": "header",
  "Cookie Parameters": "cookie",
  "Body Parameters": "body",
  Returns: "response",
};

const OPERATION = /^(?:(.*?) )?\*\*(get|put|post|delete|options|head|patch|trace)\*\* `(\/[^`\s]*)`$/;

const HEADING = "“## Update **put** `/lamps/{lampId}`”";

/**
 * Reads a reference page in Markdown, with its line breaks or without. Without them, nesting shows only in the counts of
 * the types, which are then relied on; otherwise they must agree with the indentation.
 *
 * @param file names the page in errors
 * @throws {PageError} if the text is not such a page, or breaks off
 */
export function readPage(text: string, file: string): Page {
  return new Reader(text, file).readPage();
}

class Reader {
  readonly #text: string;
  readonly #file: string;
  readonly #tokens: Token[];
  readonly #isOneLine: boolean;
  #at = 0;
  /** The types that the unions around expect next. Without line breaks, they end the text of a field in them. */
  readonly #expected: (PageType | undefined)[] = [];

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
    this.#tokens = tokensOf(text);
    this.#isOneLine = isOneLine(text);
  }

  readPage(): Page {
    if (!this.#tokens.some((token, at) => token.kind === "heading" && this.#isOperation(at))) {
      this.#failAt(0, `This is not a reference page: it has no heading such as ${HEADING}.`);
    }
    const operations: PageOperation[] = [];
    while (this.#next) {
      const token = this.#next;
      if (token.kind === "heading" && token.level === 2) operations.push(this.#readOperation());
      else if (token.kind === "heading" ? token.level === 1 : operations.length === 0) this.#skipIntroduction();
      else this.#fail("This belongs to no operation.");
    }
    return { operations };
  }

  get #next(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #fail(reason: string): never {
    this.#failAt(this.#next?.offset ?? this.#text.trimEnd().length, reason);
  }

  #failAt(offset: number, reason: string): never {
    throw new PageError(this.#file, this.#text, offset, reason);
  }

  /** What stands above the operations: a title, and what the page says of all of them. */
  #skipIntroduction(): void {
    this.#at++;
    while (this.#next && this.#next.kind !== "heading") this.#at++;
    if (this.#next === undefined) this.#fail(`The page breaks off: a heading such as ${HEADING} must follow.`);
  }

  #readOperation(): PageOperation {
    if (!this.#isOperation(this.#at)) this.#fail(`This heading must name a method and a path, as in ${HEADING}.`);
    const [, title = "", method = "", path = ""] = OPERATION.exec(this.#headingAt(this.#at)) ?? [];
    this.#at += this.#isOneLine ? 1 : 2;
    const operation: PageOperation = { title, method, path, text: this.#readDescription(), sections: [], sample: "" };
    while (this.#next?.kind === "heading" && this.#next.level === 3) {
      const { text: heading } = this.#next;
      const place = SECTIONS[heading];
      if (heading === "Example") break;
      if (place === undefined) {
        this.#fail(`“${heading}” is no section that is known: ${[...Object.keys(SECTIONS), "Example"].join(", ")}.`);
      }
      if (operation.sections.some((section) => section.place === place)) this.#fail(`“${heading}” stands here again.`);
      this.#at++;
      operation.sections.push(this.#readSection(place, heading));
    }
    this.#readExample(operation);
    return operation;
  }

  #isOperation(at: number): boolean {
    return OPERATION.test(this.#headingAt(at));
  }

  /** The heading of an operation in one line. With line breaks, the method and the path stand below the title. */
  #headingAt(at: number): string {
    const [heading, below] = [this.#tokens[at], this.#tokens[at + 1]];
    if (heading?.kind !== "heading") return "";
    return this.#isOneLine || below?.kind !== "text" ? heading.text : `${heading.text} ${below.text}`;
  }

  /** The text until the first section. */
  #readDescription(): string {
    const texts: string[] = [];
    for (let token = this.#next; token; token = this.#next) {
      if (token.kind === "heading" && (token.level === 2 || token.text in SECTIONS || token.text === "Example")) break;
      texts.push(this.#textOf(token));
      this.#at++;
    }
    return texts.join("\n");
  }

  #textOf(token: Token): string {
    const next = this.#tokens[this.#tokens.indexOf(token, this.#at) + 1];
    return this.#text.slice(token.offset, next?.offset).trim();
  }

  #readSection(place: PagePlace, heading: string): PageSection {
    const bullet = this.#next;
    // A response that is not an object with fields has a type and no name.
    const whole = bullet?.kind === "bullet" && this.#fieldOf(bullet) === undefined ? parseType(bullet.code) : undefined;
    if (bullet?.kind === "bullet" && whole !== undefined) {
      this.#at++;
      const field: PageField = { name: "", isOptional: false, type: whole, text: "" };
      this.#readBelow(field, bullet, heading);
      return { place, fields: [field] };
    }
    const fields = this.#readFields(-1, heading);
    if (fields.length === 0) this.#fail(`“${heading}” lists no fields.`);
    if (this.#next && this.#next.kind !== "heading") this.#fail(`This belongs to no field of “${heading}”.`);
    return { place, fields };
  }

  /**
   * The fields of one list.
   *
   * @param indent of the bullet that they belong to
   * @param of the type whose fields they are, if one counts them
   */
  #readFields(indent: number, owner: string, of?: ObjectType): PageField[] {
    const fields: PageField[] = [];
    let own: number | undefined;
    for (let token = this.#next; token?.kind === "bullet"; token = this.#next) {
      if (this.#isOneLine ? of && fields.length === of.count : token.indent <= indent) break;
      if (own !== undefined && token.indent < own) this.#fail(`The indentation fits no list of ${owner}.`);
      own ??= token.indent;
      if (token.indent > own) this.#fail(`The fields of ${owner} are not indented alike.`);
      const field = this.#fieldOf(token);
      if (field === undefined) break;
      const listed = of?.names[fields.length];
      if (listed !== undefined && listed !== field.name) {
        this.#fail(`The type of ${owner} lists ${listed} here, and this is ${field.name}.`);
      }
      if (fields.some(({ name }) => name === field.name)) this.#fail(`${owner} already has a field ${field.name}.`);
      this.#at++;
      this.#readBelow(field, token, field.name);
      fields.push(field);
    }
    if (of && fields.length !== of.count) {
      this.#fail(`The type of ${owner} counts ${of.count} fields, and ${fields.length} are listed.`);
    }
    return fields;
  }

  /** A bullet as a field, without what stands below it. */
  #fieldOf({ code, offset }: Bullet): PageField | undefined {
    if (parseLiteral(code) !== undefined) return undefined;
    // A name may contain a colon, and so may a value in the type.
    for (let colon = code.indexOf(": "); colon > 0; colon = code.indexOf(": ", colon + 1)) {
      const parsed = parseFieldType(code.slice(colon + 2));
      if (parsed) return { name: code.slice(0, colon), ...parsed, text: "" };
    }
    const [, name, type] =
      /^([^\s"]+): +((?:optional|array of|map\[|object|string|number|integer|boolean|unknown|").*)$/.exec(code) ?? [];
    if (name !== undefined) this.#failAt(offset, `The type of ${name} cannot be read: ${type}`);
    return undefined;
  }

  /** What stands below a bullet: its text, then what its type lists. */
  #readBelow(field: PageField, bullet: Bullet, owner: string): void {
    field.text = this.#readText(field.type, bullet);
    field.type = this.#readListed(field.type, bullet, owner);
  }

  #readText(type: PageType, bullet: Bullet): string {
    const texts: string[] = [];
    for (let token = this.#next; token && token.kind !== "heading"; token = this.#next) {
      const isInside = this.#isOneLine || token.kind === "fence" || token.indent > bullet.indent;
      if (!isInside || (token.kind === "fence" && !token.isClosed)) break;
      if (token.kind === "bullet") {
        if (this.#fieldOf(token) !== undefined || this.#isListed(token, type)) break;
        if (this.#isOneLine && this.#isExpected(token)) break;
      }
      texts.push(this.#textOf(token));
      this.#at++;
    }
    return texts.join("\n");
  }

  #isExpected({ code }: Bullet): boolean {
    const variant = variantOf(code);
    return variant !== undefined && this.#expected.some((expected) => expected && isSameType(expected, variant));
  }

  /** Whether a bullet without a name is the first of what a type lists: a value, or a type of a union. */
  #isListed(bullet: Bullet, type: PageType): boolean {
    if (type.kind === "array" || type.kind === "map") return this.#isListed(bullet, type.of);
    const { code, isAlone } = bullet;
    const literal = parseLiteral(code);
    if (type.kind === "values") return isAlone && literal === type.values[0];
    if (type.kind === "named") return isAlone && literal !== undefined;
    if (type.kind !== "union") return false;
    const [first] = type.members;
    if (first?.kind === "values" && isAlone && literal === first.values[0]) return true;
    const variant = variantOf(code);
    return first !== undefined && variant !== undefined && isSameType(first, variant);
  }

  /** The type of a field with what is listed for it. */
  #readListed(type: PageType, bullet: Bullet, owner: string): PageType {
    switch (type.kind) {
      case "scalar":
        return type;
      case "array":
      case "map":
        return { ...type, of: this.#readListed(type.of, bullet, owner) };
      case "values":
        return this.#readValues(type, bullet, owner);
      case "object":
        return { ...type, fields: this.#readFields(bullet.indent, owner, type) };
      case "named":
        return this.#readNamed(type, bullet, owner);
      case "union":
        return this.#readUnion(type, bullet, owner);
    }
  }

  #readValues(type: ValuesType, bullet: Bullet, owner: string): ValuesType {
    const values: ValuesType["values"] = [];
    for (let token = this.#next; token?.kind === "bullet"; token = this.#next) {
      const literal = parseLiteral(token.code);
      if (literal === undefined || (this.#isOneLine ? values.length === type.count : token.indent <= bullet.indent))
        break;
      const listed = type.values[values.length];
      if (listed !== undefined && listed !== literal) {
        this.#fail(
          `The type of ${owner} lists ${JSON.stringify(listed)} here, and this is ${JSON.stringify(literal)}.`,
        );
      }
      values.push(literal);
      this.#at++;
    }
    const next = this.#next;
    if (this.#isOneLine && next?.kind === "bullet" && next.isAlone && parseLiteral(next.code) !== undefined) {
      this.#fail(`The type of ${owner} counts ${type.count} values, and ${next.code} is one more.`);
    }
    if (values.length !== type.count) {
      this.#fail(`The type of ${owner} counts ${type.count} values, and ${values.length} are listed.`);
    }
    return { ...type, values };
  }

  #readNamed(type: PageType & { kind: "named" }, bullet: Bullet, owner: string): PageType {
    if (this.#isOneLine) {
      this.#failAt(
        bullet.offset,
        `Where ${type.name} ends cannot be told, since the page has no line breaks: read it with them.`,
      );
    }
    const token = this.#next;
    if (token?.kind !== "bullet" || token.indent <= bullet.indent) return type;
    if (parseLiteral(token.code) === undefined) {
      const fields = this.#readFields(bullet.indent, owner);
      return { ...type, is: { kind: "object", count: fields.length, names: [], fields } };
    }
    const values: ValuesType["values"] = [];
    for (let at = this.#next; at?.kind === "bullet" && at.indent > bullet.indent; at = this.#next) {
      const literal = parseLiteral(at.code);
      if (literal === undefined) this.#fail(`This is no value of ${owner}.`);
      values.push(literal);
      this.#at++;
    }
    return { ...type, is: { kind: "values", count: values.length, values } };
  }

  #readUnion(type: PageType & { kind: "union" }, bullet: Bullet, owner: string): PageType {
    const token = this.#next;
    const isByOne =
      token?.kind === "bullet" &&
      (this.#isOneLine || token.indent > bullet.indent) &&
      this.#fieldOf(token) === undefined &&
      variantOf(token.code) !== undefined &&
      parseLiteral(token.code) === undefined;
    if (!isByOne) {
      if (type.members.length < type.count) {
        this.#fail(`The type of ${owner} counts ${type.count} types, and ${type.members.length} are listed.`);
      }
      return { ...type, members: type.members.map((member) => this.#readListed(member, bullet, owner)) };
    }
    const members: PageType[] = [];
    while (members.length < type.count) {
      const at = this.#next;
      const variant =
        at?.kind === "bullet" && (this.#isOneLine || at.indent > bullet.indent) ? variantOf(at.code) : undefined;
      if (at?.kind !== "bullet" || variant === undefined) {
        this.#fail(`The type of ${owner} counts ${type.count} types, and ${members.length} are listed.`);
      }
      const listed = type.members[members.length];
      if (listed && !isSameType(listed, variant)) this.#fail(`The type of ${owner} lists another type here.`);
      this.#at++;
      this.#expected.push(type.members[members.length + 1]);
      this.#readText(variant, at);
      members.push(this.#readListed(variant, at, owner));
      this.#expected.pop();
    }
    return { ...type, members };
  }

  #readExample(operation: PageOperation): void {
    if (this.#next?.kind !== "heading" || this.#next.text !== "Example") {
      this.#fail(`The page breaks off: ${operation.method} ${operation.path} has no “### Example”.`);
    }
    this.#at++;
    operation.sample = this.#readFence("the request");
    const below: Token | undefined = this.#tokens[this.#at];
    const hasResponse = below?.kind === "heading" && below.text === "Response";
    const returns = operation.sections.some(({ place }) => place === "response");
    if (!hasResponse && returns)
      this.#fail(`The page breaks off: ${operation.method} ${operation.path} has no “#### Response”.`);
    if (!hasResponse) return;
    this.#at++;
    const fence = this.#next;
    const json = this.#readFence("the response");
    try {
      operation.response = JSON.parse(json);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const within = Number(/at position (\d+)/.exec(message)?.[1] ?? 0);
      const start = this.#text.indexOf(json, fence?.offset);
      this.#failAt(start + within, `The response is not JSON: ${message}.`);
    }
  }

  #readFence(what: string): string {
    const fence = this.#next;
    if (fence?.kind !== "fence") this.#fail(`The page breaks off: ${what} must stand here, between lines of \`\`\`.`);
    if (!fence.isClosed)
      this.#failAt(this.#text.trimEnd().length, `The page breaks off: ${what} has no \`\`\` at its end.`);
    this.#at++;
    return fence.text;
  }
}

/** A type on its own in a list, with or without a name: `string`, `Point object { x, y }`, `Text = string`. */
function variantOf(code: string): PageType | undefined {
  const type = parseType(code);
  if (type && type.kind !== "named") return type;
  const [, after] = /^\S+(?: =)? +(.*)$/.exec(code) ?? [];
  return (after && parseType(after)) || type;
}
