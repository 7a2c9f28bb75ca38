import { clientError } from "./errors.ts";
import type { Operation } from "./operation.ts";
import { asBytes } from "./redaction.ts";
import { unsent } from "./request.ts";

/** A secret of a client: the option that gives it, and the environment variable that is its default. */
export type Credential = readonly [option: string, variable: string];

/** What a client adds to its requests. */
export interface Access extends Added {
  /** All texts that must stay secret. */
  readonly secrets: readonly string[];
  /** Returns what the request of an operation gets. Default: the same for all. */
  readonly authorize?: Authorize;
}

/** Parts of a request that carry credentials. */
export interface Added {
  readonly headers?: Readonly<Record<string, string>>;
  /** A part of the query, as it is sent. */
  readonly query?: string;
  /** A part of the header `Cookie`. */
  readonly cookie?: string;
}

/** @param operation `undefined` if the path is not described */
export type Authorize = (brand: string, operation: Operation | undefined) => Added;

/** A security scheme, or all those of an API, as a client sends them. */
export interface Security {
  readonly credentials: readonly Credential[];
  /** @throws a ConfigError if credentials are missing or invalid */
  access(brand: string, options: Readonly<Record<string, unknown>>): Access;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: no header may have them (RFC 9110, section 5.5)
const CONTROL = /[\0-\x1f\x7f]/;

function scheme(credentials: readonly Credential[], send: (brand: string, values: string[]) => Access): Security {
  return {
    credentials,
    access(brand, options) {
      const values = credentials.map((credential) => givenValue(credential, options));
      if (values.every(Boolean)) return send(brand, values as string[]);
      throw clientError(brand, ["config"], remedy(credentials));
    },
  };
}

/** HTTP Basic (RFC 7617), in UTF-8. */
export function basic(username: Credential, password: Credential): Security {
  return scheme([username, password], (brand, [name = "", secret = ""]) => {
    const token = btoa(asBytes(`${name}:${secret}`));
    // The first colon ends the name.
    if (!name.includes(":") && !CONTROL.test(name + secret)) {
      return { headers: { authorization: `Basic ${token}` }, secrets: [name, secret, token] };
    }
    const [option] = username;
    const message = `${option} or ${password[0]} has a control character, or ${option} a colon`;
    throw clientError(brand, ["config"], message);
  });
}

/** A value in a header: an API key, or a token behind the name of its scheme, as in `Bearer token` (RFC 6750). */
export function inHeader(name: string, credential: Credential, start = ""): Security {
  return scheme([credential], (brand, [value = ""]) => {
    // Space at the end, which is not seen in a file of settings, is an error too.
    if (/^[!-~](?:[ -~]*[!-~])?$/.test(value)) return { headers: { [name]: start + value }, secrets: [value] };
    const message = `${credential[0]} has a character that no header takes, or space around it`;
    throw clientError(brand, ["config"], message);
  });
}

/** An API key in the query. */
export function inQuery(name: string, credential: Credential): Security {
  return scheme([credential], (_, [value = ""]) => ({
    query: `${encoded(name)}=${encoded(value)}`,
    secrets: [value],
  }));
}

/** An API key in a cookie. */
export function inCookie(name: string, credential: Credential): Security {
  return scheme([credential], (_, [value = ""]) => ({ cookie: `${name}=${encoded(value)}`, secrets: [value] }));
}

/**
 * The security of an API whose operations differ in what they need, or leave a choice. Of the alternatives of an operation,
 * the first counts of which the client has all credentials.
 *
 * @param schemes by name
 * @param usual the alternatives of an operation that names none: the schemes that each needs together
 * @param isOpen whether some operations need no credentials, so that the client may have none
 */
export function byOperation(
  schemes: Readonly<Record<string, Security>>,
  usual: readonly (readonly string[])[],
  isOpen: boolean,
): Security {
  return {
    credentials: Object.values(schemes).flatMap(({ credentials }) => credentials),
    access(brand, options) {
      const given = Object.entries(schemes).filter(([, { credentials }]) =>
        credentials.some((credential) => givenValue(credential, options)),
      );
      if (given.length === 0 && !isOpen) {
        const [first = "", ...others] = Object.values(schemes).map(({ credentials }) => remedy(credentials));
        throw clientError(brand, ["config"], [first, ...others.map(asSentencePart)].join("; or "));
      }
      const ready = new Map(given.map(([name, scheme]) => [name, scheme.access(brand, options)]));
      return {
        secrets: [...ready.values()].flatMap(({ secrets }) => secrets),
        authorize(brand, operation) {
          const alternatives = operation?.security ?? usual;
          const isReady = (names: readonly string[]) => names.every((name) => ready.has(name));
          // An alternative that asks for nothing is the last resort.
          const chosen = alternatives.find((names) => names.length > 0 && isReady(names)) ?? alternatives.find(isReady);
          if (!chosen && alternatives.length > 0) {
            const remedies = alternatives.map((names) =>
              asSentencePart(remedy(names.flatMap((name) => schemes[name]?.credentials ?? []))),
            );
            throw unsent(brand, `This call needs credentials (${remedies.join("; or ")})`);
          }
          return together((chosen ?? []).flatMap((name) => ready.get(name) ?? []));
        },
      };
    },
  };
}

function together(all: readonly Added[]): Added {
  return {
    headers: Object.assign({}, ...all.map(({ headers }) => headers)),
    query: all.flatMap(({ query = [] }) => query).join("&"),
    cookie: all.flatMap(({ cookie = [] }) => cookie).join("; "),
  };
}

function givenValue([option, variable]: Credential, options: Readonly<Record<string, unknown>>): unknown {
  try {
    const runtime = globalThis as { process?: { env?: Record<string, string | undefined> } };
    return options[option] ?? runtime.process?.env?.[variable];
  } catch {
    return undefined; // Deno without permission to read the environment
  }
}

function remedy(credentials: readonly Credential[]): string {
  return `Pass ${listed(credentials, 0)}, or set ${listed(credentials, 1)}`;
}

function asSentencePart(sentence: string): string {
  return sentence.replace("P", "p");
}

/** The names of the options (0), or of the environment variables (1), in a sentence. */
export function listed(credentials: readonly Credential[], at: 0 | 1): string {
  return credentials.map((credential) => credential[at]).join(" and ");
}

/** Percent-encodes a text, also one with half of a surrogate pair. */
function encoded(value: string): string {
  return encodeURIComponent(value.replace(/[\uD800-\uDFFF]/gu, "\uFFFD"));
}
