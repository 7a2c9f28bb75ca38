import { styleText } from "node:util";
import type { CredentialScheme } from "@repo/settings";
import type { Api } from "./api.ts";
import { type Credentials, optionsOf } from "./credentials.ts";
import { curlLines, type Tried } from "./curl.ts";
import type { Route } from "./routes.ts";
import { statusOf } from "./success.ts";

/** How many rows of a list are shown. */
const MOST_ROWS = 20;

/** What the command shows beside the description. */
export interface OwnText {
  /** Lists of what the sandbox has: a heading and rows. */
  lists?: readonly { heading: string; rows: readonly string[][] }[];
  /** What operations do, by their names, if they do not answer with their examples. */
  effects?: Readonly<Partial<Record<string, string>>>;
  /** The request to try. Default: the first that can be sent as it is. */
  tried?: Tried;
  /** What to know at the end. */
  note?: string;
}

/** What the command has started. */
export interface Started extends Pick<Api, "document" | "brand" | "notice"> {
  url: string;
  schemes: readonly CredentialScheme[];
  credentials: Credentials;
  routes: readonly Route[];
}

/** Returns what the command prints once it listens. Headings are styled with ANSI escapes if `color` is true. */
export function startupText(
  started: Started,
  { lists = [], effects = {}, tried, note }: OwnText,
  color: boolean,
): string {
  const { url, brand, notice, schemes, credentials, routes } = started;
  const style = (format: "bold" | "dim", text: string) =>
    color ? styleText(format, text, { validateStream: false }) : text;
  const heading = (text: string) => style("bold", text);
  const quiet = (text: string) => style("dim", text);

  const options = schemes.flatMap(optionsOf).map(({ option, is }) => [option, credentials[option] ?? "", quiet(is)]);
  const operations = routes.map((route) => {
    const status = statusOf(route);
    const usual = status < 400 ? "returns its example" : `is refused with ${status}`;
    return [route.method, route.path, route.name, quiet(effects[route.name] ?? usual)];
  });
  const curl = curlLines(started, tried);
  return [
    `${heading(`${brand} sandbox`)}  ${quiet("nothing leaves this machine")}`,
    ...(notice === undefined ? [] : [quiet(notice)]),
    "",
    ...alignColumns([["URL", url, ""], ...options]),
    "",
    // The only operation is the one to try.
    ...(routes.length > 1 ? [heading(`${routes.length} operations`), ...list(operations), ""] : []),
    ...lists.flatMap((one) => [heading(one.heading), ...list(one.rows), ""]),
    ...(curl.length === 0 ? [] : [heading("Try it"), ...curl, ""]),
    quiet([note, "Press Ctrl+C to stop it."].filter((text) => text !== undefined).join(" ")),
    "",
  ].join("\n");
}

/** The first rows, with how many more there are. */
function list(rows: readonly string[][]): string[] {
  const more = rows.length - MOST_ROWS;
  const lines = alignColumns(rows.slice(0, MOST_ROWS));
  return more > 0 ? [...lines, `  and ${more} more`] : lines;
}

function alignColumns(rows: readonly string[][]): string[] {
  return rows.map((row) => {
    const cells = row.map((cell, column) => cell.padEnd(Math.max(...rows.map((other) => other[column]?.length ?? 0))));
    return `  ${cells.join("  ")}`.trimEnd();
  });
}
