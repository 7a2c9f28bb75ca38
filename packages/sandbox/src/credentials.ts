import type { CredentialScheme } from "@repo/settings";
import type { HttpRequest, HttpResponse } from "./http.ts";
import { refuse } from "./problem-details.ts";

/** What requests must send, by the names of the client's options: `{ token: "sandbox-token" }`. */
export type Credentials = Readonly<Record<string, string>>;

/** The options of a scheme, and what each is. */
export function optionsOf(scheme: CredentialScheme): { option: string; is: string }[] {
  if (scheme.kind === "basic") {
    return [
      { option: scheme.username.option, is: "the user name of HTTP Basic" },
      { option: scheme.password.option, is: "the password of HTTP Basic" },
    ];
  }
  return scheme.kind === "token"
    ? [{ option: scheme.token.option, is: `sent as Authorization: ${scheme.scheme}` }]
    : [{ option: scheme.key.option, is: `sent in the ${scheme.in} as ${scheme.parameter}` }];
}

/**
 * Returns the credentials that are given, and for the others `sandbox-` with the last word of the option.
 *
 * @throws {TypeError} if there is no such option, or a request cannot send the value
 */
export function credentialsFrom(
  schemes: readonly CredentialScheme[],
  given: Readonly<Record<string, string | undefined>>,
): Credentials {
  const options = schemes.flatMap(optionsOf).map(({ option }) => option);
  const unknown = Object.keys(given).find((name) => !options.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`There is no ${unknown} among the credentials, which are ${options.join(", ") || "none"}.`);
  }
  const values = options.map((option): [string, string] => {
    const lastWord = /[A-Z]?[^A-Z]*$/.exec(option)?.[0].toLowerCase();
    return [option, given[option] ?? `sandbox-${lastWord}`];
  });
  const credentials = Object.fromEntries(values);
  for (const scheme of schemes) checkValues(scheme, credentials);
  return credentials;
}

function checkValues(scheme: CredentialScheme, credentials: Credentials): void {
  if (scheme.kind === "basic") {
    const { option } = scheme.username;
    const user = credentials[option] ?? "";
    if (user === "" || user.includes(":") || hasControlCharacter(user)) {
      const found = JSON.stringify(user);
      throw new TypeError(`${option} must not be empty or contain colons or control characters, is ${found}.`);
    }
    const { option: password } = scheme.password;
    if (hasControlCharacter(credentials[password] ?? "")) {
      throw new TypeError(`${password} must not contain control characters.`);
    }
    return;
  }
  const { option } = scheme.kind === "token" ? scheme.token : scheme.key;
  if (!/^[\x21-\x7e]+$/.test(credentials[option] ?? "")) {
    throw new TypeError(`${option} must be visible characters of ASCII, at least one.`);
  }
}

/**
 * Returns the refusal of a request that has none of the alternatives that its operation asks for; `undefined` if it has
 * one. What a client cannot send, such as mutual TLS, is not asked for.
 *
 * @param brand names the sandbox
 */
export function unauthorized(
  alternatives: readonly (readonly CredentialScheme[])[],
  credentials: Credentials,
  request: Pick<HttpRequest, "headers"> & { search: string },
  brand: string,
): HttpResponse | undefined {
  const isSent = (scheme: CredentialScheme) => isSentIn(request, scheme, credentials);
  if (alternatives.length === 0 || alternatives.some((schemes) => schemes.every(isSent))) return undefined;
  const wanted = alternatives.map((schemes) => schemes.map(wording).join(", and its "));
  const challenges = new Set(alternatives.flat().flatMap((scheme) => challengeOf(scheme, `${brand} sandbox`)));
  return refuse(401, `Send the sandbox's ${wanted.join(", or its ")}.`, {
    headers: challenges.size > 0 ? { "www-authenticate": [...challenges].join(", ") } : {},
  });
}

function isSentIn(
  { headers, search }: Pick<HttpRequest, "headers"> & { search: string },
  scheme: CredentialScheme,
  credentials: Credentials,
): boolean {
  const [, name = "", value = ""] = /^(\S+) +(\S+)$/.exec(headers.authorization ?? "") ?? [];
  if (scheme.kind === "basic") {
    const pair = `${credentials[scheme.username.option]}:${credentials[scheme.password.option]}`;
    return /^basic$/i.test(name) && Buffer.from(value, "base64").toString() === pair;
  }
  if (scheme.kind === "token") {
    return name.toLowerCase() === scheme.scheme.toLowerCase() && value === credentials[scheme.token.option];
  }
  const { parameter } = scheme;
  const sent = {
    header: () => headers[parameter.toLowerCase()],
    query: () => new URLSearchParams(search).get(parameter),
    cookie: () => cookieOf(headers.cookie, parameter),
  }[scheme.in]();
  return sent === credentials[scheme.key.option];
}

function cookieOf(cookies = "", name: string): string | undefined {
  const pairs = cookies.split(/; */).map((pair) => /^([^=]*)=(.*)$/.exec(pair) ?? []);
  return pairs.find(([, key]) => key === name)?.[2];
}

function wording(scheme: CredentialScheme): string {
  if (scheme.kind === "basic") {
    const { username, password } = scheme;
    return `${username.option} as the user name and its ${password.option} as the password of HTTP Basic authentication`;
  }
  const [{ option, is } = { option: "", is: "" }] = optionsOf(scheme);
  return `${option}, ${is}`;
}

function challengeOf(scheme: CredentialScheme, realm: string): string[] {
  if (scheme.kind === "basic") return [`Basic realm="${realm}", charset="UTF-8"`];
  return scheme.kind === "token" ? [`${scheme.scheme} realm="${realm}"`] : [];
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
