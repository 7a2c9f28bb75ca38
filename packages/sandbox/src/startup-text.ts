import { styleText } from "node:util";
import type { Model } from "@scenario-openapi/types";
import type { Route } from "./routes.ts";

/** What the command has started. */
export interface Started {
  url: string;
  credentials: { apiKey: string; apiSecret: string };
  models: readonly Model[];
  routes: readonly Pick<Route, "name" | "method" | "path">[];
}

/** Returns what the command prints once it listens. Headings are styled with ANSI escapes if `color` is true. */
export function startupText({ url, credentials, models, routes }: Started, color: boolean): string {
  const style = (format: "bold" | "dim", text: string) =>
    color ? styleText(format, text, { validateStream: false }) : text;
  const heading = (text: string) => style("bold", text);
  const quiet = (text: string) => style("dim", text);
  // The request uses only double quotes, because cmd.exe does not know others. Its line continuation also differs.
  const more = process.platform === "win32" ? "^" : "\\";

  const { apiKey, apiSecret } = credentials;
  const rows = models.slice(0, 20).map(({ id, type, status, name = "" }) => [id, type, status, name].map(onOneLine));
  const modelId = encodeURIComponent(models[0]?.id ?? "MODEL_ID");
  const operations = routes.map(({ name, method, path }) => {
    return [method, path, name, quiet(name === "updateModel" ? "updates the models" : "returns its example")];
  });
  return [
    `${heading("Scenario sandbox")}  ${quiet("unofficial: not made by Scenario, and nothing leaves this machine")}`,
    "",
    ...alignColumns([
      ["URL", url, ""],
      ["Key", apiKey, quiet("the user name")],
      ["Secret", apiSecret, quiet("the password")],
    ]),
    "",
    // The only operation is the one to try.
    ...(routes.length > 1 ? [heading(`${routes.length} operations`), ...alignColumns(operations), ""] : []),
    heading(models.length === 1 ? "1 model" : `${models.length} models`),
    ...alignColumns(rows),
    ...(models.length > rows.length ? [`  and ${models.length - rows.length} more`] : []),
    "",
    heading("Try it"),
    `  curl ${url}/models/${modelId} ${more}`,
    `    -X PUT -u ${apiKey}:${apiSecret} ${more}`,
    `    -H "Content-Type: application/json" -d "{\\"name\\":\\"Moonlit Noir\\"}"`,
    "",
    quiet("Updates last until the sandbox stops. Press Ctrl+C to stop it."),
    "",
  ].join("\n");
}

/** Returns a text from a file as the command prints it: short, and without characters that move the cursor. */
function onOneLine(text: string): string {
  const printable = text.replace(/\p{Cc}+/gu, " ");
  return printable.length > 60 ? `${printable.slice(0, 59)}…` : printable;
}

function alignColumns(rows: readonly string[][]): string[] {
  return rows.map((row) => {
    const cells = row.map((cell, column) => cell.padEnd(Math.max(...rows.map((other) => other[column]?.length ?? 0))));
    return `  ${cells.join("  ")}`.trimEnd();
  });
}
