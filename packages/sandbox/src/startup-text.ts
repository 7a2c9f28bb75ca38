import { styleText } from "node:util";
import type { Model } from "@scenario-openapi/types";

/**
 * Returns what the command prints once it listens: where, with which credentials, which models, and what to try.
 *
 * @param color Whether headings may be styled with ANSI escapes.
 */
export function startupText(
  { url, apiKey, apiSecret, models }: { url: string; apiKey: string; apiSecret: string; models: readonly Model[] },
  color: boolean,
): string {
  const heading = (text: string) => (color ? styleText("bold", text) : text);
  const quiet = (text: string) => (color ? styleText("dim", text) : text);

  const rows = models.map(({ id, type, status, name = "" }) => [id, type, status, name]);
  const modelId = models[0]?.id ?? "MODEL_ID";
  return [
    `${heading("Scenario sandbox")}  ${quiet("unofficial: not made by Scenario, and nothing leaves this machine")}`,
    "",
    ...alignColumns([
      ["URL", url, ""],
      ["Key", apiKey, quiet("the user name")],
      ["Secret", apiSecret, quiet("the password")],
    ]),
    "",
    heading(models.length === 1 ? "1 model" : `${models.length} models`),
    ...alignColumns(rows),
    "",
    heading("Try it"),
    `  curl ${url}/models/${modelId} \\`,
    `    -X PUT -u ${apiKey}:${apiSecret} \\`,
    `    -H 'Content-Type: application/json' -d '{"name":"Moonlit Noir"}'`,
    "",
    quiet("Updates last until the sandbox stops. Ctrl+C stops it."),
    "",
  ].join("\n");
}

function alignColumns(rows: readonly string[][]): string[] {
  return rows.map((row) => {
    const cells = row.map((cell, column) => cell.padEnd(Math.max(...rows.map((other) => other[column]?.length ?? 0))));
    return `  ${cells.join("  ")}`.trimEnd();
  });
}
