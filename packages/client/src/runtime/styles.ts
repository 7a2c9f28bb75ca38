import type { ParameterStyle } from "./operation.ts";
import { toJson, unsent } from "./request.ts";

// How OpenAPI writes parameters (3.1.2 and 3.0.4, "Style Values" and "Style Examples"; RFC 6570). The value that a call
// gives, a text, a list or an object, decides the column:
//
//   style           explode  text         list                     object
//   matrix          false    ;color=blue  ;color=blue,black        ;color=R,100,G,200
//   matrix          true     ;color=blue  ;color=blue;color=black  ;R=100;G=200
//   label           false    .blue        .blue,black              .R,100,G,200
//   label           true     .blue        .blue.black              .R=100.G=200
//   simple          false    blue         blue,black               R,100,G,200
//   simple          true     blue         blue,black               R=100,G=200
//   form            false    color=blue   color=blue,black         color=R,100,G,200
//   form            true     color=blue   color=blue&color=black   R=100&G=200
//   spaceDelimited  false                 color=blue%20black       color=R%20100%20G%20200
//   pipeDelimited   false                 color=blue%7Cblack       color=R%7C100%7CG%7C200
//   deepObject      true                                           color%5BR%5D=100&color%5BG%5D=200
//   cookie          false    color=blue   color=blue,black         color=R,100,G,200
//   cookie          true     color=blue   color=blue; color=black  R=100; G=200
//
// Where the specification leaves it open: what has no cell is written as `form` writes it; `deepObject` is always exploded,
// goes to any depth, and writes lists with their indices; `null`, `undefined`, and lists and objects without members are
// left out. A value that no service could read back is refused, such as a list with a "|" in it in `pipeDelimited`.

type Values = Readonly<Record<string, unknown>>;
type Styles = Readonly<Record<string, ParameterStyle>>;

/** What is being written. */
export interface Subject {
  readonly brand: string;
  /** What errors call it. */
  readonly title: string;
}

/** A parameter, or a property of a form. */
export interface Parameter extends Subject, ParameterStyle {
  readonly name: string;
  readonly style: NonNullable<ParameterStyle["style"]>;
  /** Encodes its texts. */
  readonly encode: (text: string) => string;
  /** Encodes names. Default: percent-encoded, unless `encode` is `asIs`. */
  readonly encodeName?: (name: string) => string;
}

/** A name and a text, both encoded. */
type Pair = readonly [name: string, text: string];

/**
 * Fills a path template. (`checkPath` says whether the path then leads where it seems to lead.)
 *
 * @throws a RequestError if a value is missing or empty, or its style cannot express it
 */
export function writePath(brand: string, template: string, values: Values, styles: Styles = {}): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const title = `Path parameter "${name}"`;
    const encode = styles[name]?.allowReserved ? reservedInPath : percentEncoded;
    const parameter: Parameter = { brand, title, name, encode, style: "simple", ...styles[name] };
    const pairs = pairsOf(parameter, Object.hasOwn(values, name) ? values[name] : undefined);
    return joined(parameter.style, pairs) || refuse(parameter, "is missing or empty");
  });
}

/**
 * Writes a query, without the question mark.
 *
 * @throws a RequestError if the style of a value cannot express it
 */
export function writeQuery(brand: string, values: Values, styles: Styles = {}): string {
  const pairs = Object.entries(values).flatMap(([name, value]) => {
    const encode = styles[name]?.allowReserved ? reservedKept : percentEncoded;
    return pairsOf({ brand, title: `Query parameter "${name}"`, name, encode, style: "form", ...styles[name] }, value);
  });
  return pairs.map(([name, text]) => `${name}=${text}`).join("&");
}

/**
 * Writes header parameters as headers. As OpenAPI demands, nothing is escaped: a comma in an item of a list looks like one
 * between two items.
 *
 * @throws a RequestError if the style of a value or a header cannot express it
 */
export function writeHeaders(brand: string, values: Values, styles: Styles = {}): Record<string, string> {
  const headers = Object.entries(values).flatMap(([name, value]) => {
    const title = `Header parameter "${name}"`;
    const parameter: Parameter = { brand, title, name, encode: asIs, style: "simple", ...styles[name] };
    const pairs = pairsOf(parameter, value);
    const text = joined("simple", pairs);
    if (/^\s|\s$/.test(text)) refuse(parameter, "starts or ends with white space, which is lost in a header");
    return pairs.length > 0 ? [[name, text]] : [];
  });
  return Object.fromEntries(headers);
}

/**
 * Writes cookie parameters as the value of one Cookie header, or `undefined` if there are none. Texts are percent-encoded,
 * except in the style `cookie`, and those with a media type of their own, such as `text/plain`.
 *
 * @throws a RequestError if the style of a value or a cookie cannot express it
 */
export function writeCookies(brand: string, values: Values, styles: Styles = {}): string | undefined {
  const cookies = Object.entries(values).flatMap(([name, value]) => {
    const { mediaType = "application/json", style: usual } = styles[name] ?? {};
    const encode = isJson(mediaType) && usual !== "cookie" ? percentEncoded : asIs;
    const title = `Cookie parameter "${name}"`;
    const parameter: Parameter = { brand, title, name, encode, encodeName: tokenKept, style: "form", ...styles[name] };
    return pairsOf(parameter, value).map(([name, text]) => {
      if (/^\s|;|\s$/.test(text)) refuse(parameter, `has a ";", or white space at an end, which is lost in a cookie`);
      return `${name}=${text}`;
    });
  });
  return cookies.length > 0 ? cookies.join("; ") : undefined;
}

/** Joins what stands for one parameter in a path or a header. */
function joined(style: Parameter["style"], pairs: readonly Pair[]): string {
  if (style === "matrix") return pairs.map(([name, text]) => `;${name}${text && `=${text}`}`).join("");
  if (style === "label") return pairs.map(([, text]) => `.${text}`).join("");
  return pairs.map(([, text]) => text).join(",");
}

/** What separates the members of a value that is not exploded, if it is no comma. */
const SEPARATORS: Readonly<Record<string, string>> = { spaceDelimited: " ", pipeDelimited: "|" };

/**
 * Returns the pairs that stand for a value: one for each member if it is exploded, else one. In the styles that write no
 * names of parameters, the text of a pair has the name of the member: `R=100`.
 *
 * @throws a RequestError if the style of the value cannot express it
 */
export function pairsOf(parameter: Parameter, value: unknown): Pair[] {
  if (value == null) return [];
  const { name, style, explode = style === "form", encode, mediaType } = parameter;
  const own = encodedName(parameter, name);
  if (mediaType !== undefined) return [[own, contentOf(parameter, mediaType, value)]];
  const shape = shapeOf(parameter, value);
  if (typeof shape === "string") return [[own, encode(shape)]];
  if (style === "deepObject") return deepPairsOf(parameter, shape);

  const separator = explode ? (style === "label" ? "." : "") : (SEPARATORS[style] ?? ",");
  const written = separator === "," ? separator : encode(separator);
  const pairs = membersOf(parameter, shape).map(([key, member]): Pair => {
    const text = shapeOf(parameter, member);
    if (typeof text !== "string") return refuse(parameter, `has members inside members, which "${style}" cannot write`);
    // A comma in a text is encoded where commas separate, even if reserved characters are kept.
    const encoded = separator === "," && encode !== asIs ? encode(text).replaceAll(",", "%2C") : encode(text);
    return [encodedName(parameter, key), encoded];
  });
  const isList = Array.isArray(shape);
  const texts = isList ? pairs.map(([, text]) => text) : pairs.flat();
  // In headers, which are "simple", nothing can be encoded.
  if (separator && style !== "simple" && texts.some((text) => text.includes(written))) {
    refuse(parameter, `has a member with "${separator}", which separates members in "${style}"`);
  }
  if (!explode) return texts.length > 0 ? [[own, texts.join(written)]] : [];
  if (isList) return texts.map((text) => [own, text]);
  const writesName = style !== "simple" && style !== "label";
  return writesName ? pairs : pairs.map(([key, text]) => [own, `${key}=${text}`]);
}

function deepPairsOf(parameter: Parameter, shape: readonly unknown[] | Values): Pair[] {
  return membersOf(parameter, shape).flatMap(([key, member]) => {
    if (/[[\]]/.test(key)) refuse(parameter, 'has a name with "[" or "]", which stand around names');
    return pairsOf({ ...parameter, name: `${parameter.name}[${key}]` }, member);
  });
}

export function encodedName({ encode, encodeName }: Parameter, name: string): string {
  return (encodeName ?? (encode === asIs ? asIs : percentEncoded))(name);
}

/** Writes a value of a media type. */
function contentOf(parameter: Parameter, mediaType: string, value: unknown): string {
  const { brand, title, encode } = parameter;
  if (isJson(mediaType)) {
    const json = toJson(brand, value, title);
    return encode === asIs ? json.replace(/[^ -~]/g, unicodeEscape) : encode(json); // headers have no other characters
  }
  const text = shapeOf(parameter, value);
  return typeof text === "string" ? encode(text) : refuse(parameter, `cannot be written as ${mediaType}: give a text`);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Whether a media type is JSON, such as `application/json` or `application/problem+json; charset=utf-8`. */
export function isJson(mediaType: string): boolean {
  return /[/+]json\s*(;|$)/i.test(mediaType);
}

/**
 * Returns a value as the text, list or object that JSON takes it for. (A `Date` is a text.)
 *
 * @throws a RequestError if it is none
 */
export function shapeOf(subject: Subject, value: unknown): string | readonly unknown[] | Values {
  const given = Object(value) as { toJSON?: () => unknown };
  const plain = typeof given.toJSON === "function" ? given.toJSON() : value;
  if (typeof plain === "string") return wellFormed(subject, plain);
  if (typeof plain === "boolean" || typeof plain === "bigint" || Number.isFinite(plain)) return `${plain}`;
  if (Array.isArray(plain)) return plain;
  const kind = Object.prototype.toString.call(plain).slice(8, -1);
  if (kind === "Object") return plain as Values;
  if (plain == null) return refuse(subject, value == null ? "is missing" : "has an invalid date");
  return refuse(subject, `has ${typeof plain === "number" ? plain : `a value of type ${kind}`}`);
}

/** Returns the members that are sent, with the indices of lists as their names. */
export function membersOf(subject: Subject, shape: readonly unknown[] | Values): [name: string, member: unknown][] {
  const all = Array.isArray(shape) ? shape.filter((item) => item != null) : shape;
  return Object.entries(all)
    .filter(([, member]) => member != null)
    .map(([name, member]) => [wellFormed(subject, name), member]);
}

function wellFormed(subject: Subject, text: string): string {
  return /[\ud800-\udfff]/u.test(text) ? refuse(subject, "has half a character (a lone surrogate)") : text;
}

export function asIs(text: string): string {
  return text;
}

/** Encodes all but RFC 3986's unreserved characters, as RFC 6570 does. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Encodes all but what the name of a cookie may contain (RFC 6265): nobody decodes names of cookies. */
function tokenKept(name: string): string {
  return name.replace(/[^\w!#$%&'*+.^`|~-]/gu, encodeURIComponent);
}

/**
 * Keeps RFC 3986's reserved characters and what is percent-encoded already (`allowReserved`), except those that would end
 * a text or be read as a space.
 */
export function reservedKept(text: string): string {
  return encodeURI(text)
    .replace(/%25([\da-f]{2})/gi, "%$1")
    .replace(/[#&+]/g, encodeURIComponent);
}

/** The same, but for what would end a segment of a path. */
function reservedInPath(text: string): string {
  return reservedKept(text).replace(/[/?]/g, encodeURIComponent);
}

export function refuse({ brand, title }: Subject, reason: string): never {
  throw unsent(brand, `${title} ${reason}`);
}
