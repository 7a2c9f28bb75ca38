/** What packages and pages need to know of an API beside its description. Everything has a default. */
export interface Settings {
  /** The name of the API, with which names start: `Tickets` gives `createTicketsClient`. Default: from the title. */
  name?: string;
  /** The npm scope of the packages, such as `@acme`. Default: none. */
  scope?: string;
  /** Who made this, if it was not the API's owner: a sentence that pages and READMEs show. */
  notice?: string;
  /** How credentials are called, by the name of the security scheme. */
  credentials?: Readonly<Record<string, SchemeSettings>>;
  site?: SiteSettings;
}

/** Where the values of a security scheme come from, by what they are: `username` and `password`, or `token` or `key`. */
export type SchemeSettings = Readonly<Partial<Record<CredentialPart, Partial<CredentialSettings>>>>;

export type CredentialPart = "username" | "password" | "token" | "key";

interface CredentialSettings {
  /** The client's option. */
  option: string;
  /** The environment variable. */
  variable: string;
}

/** What is shown on the pages. Paths of files start from the folder of the settings. */
export interface SiteSettings {
  /** Where the pages will be published. The environment variable `DOCS_ADDRESS` takes precedence. */
  address?: string;
  /** The address of the repository, to which pages link. The environment variable `DOCS_REPOSITORY` takes precedence. */
  repository?: string;
  /** An image beside the title: a file of type SVG or PNG. */
  logo?: string;
  /** Markdown files, in the order in which the navigation lists them. */
  guides?: readonly string[];
  /** How to install the client, in Markdown. */
  install?: string;
  /** What the page of errors says first, in Markdown. */
  errors?: string;
  /** Where the composer may send requests. Without any, it only shows them. */
  composerServers?: readonly ComposerServer[];
}

/** A server to which the composer may send requests. */
export interface ComposerServer {
  url: string;
  title: string;
  /** What the composer's fields for credentials are filled with, by the client's options. */
  credentials?: Readonly<Record<string, string>>;
}
