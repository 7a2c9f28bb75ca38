import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { root } from "../../root.ts";
import { addresses, type ContenderKey } from "./contenders.ts";
import { bytesOf, openOperation, type Shown, withPage } from "./open-page.ts";
import { gzipped } from "./serve-folder.ts";

/** What it takes to read an operation, and what of it needs no script. */
export interface Loading {
  /** Bytes, gzipped, of all that the page loads. */
  bytes: number;
  requests: number;
  /** How many of the requests went to hosts that cannot be reached from here: their bytes are not counted. */
  unanswered: number;
  /** Bytes, gzipped, of scripts in files and in the page. */
  scriptBytes: number;
  /** How many of the operation's fields the page names with JavaScript off. */
  fieldsWithoutScript: number;
}

/** Names of fields, each as often as there are fields of that name. */
type FieldNames = readonly string[];

/** The fields that the public reference page of the operation has. */
export async function factualFields(): Promise<FieldNames> {
  const facts: { fields: { path: string }[] } = JSON.parse(
    await readFile(`${root}/spec/tests/fixtures/page-facts.json`, "utf8"),
  );
  return facts.fields.map(({ path }) => path.slice(path.lastIndexOf(".") + 1));
}

/** Opens the operation with a cold cache, with JavaScript and without. */
export async function measureLoading(key: ContenderKey, shown: Shown, fields: FieldNames): Promise<Loading> {
  const { origin } = shown.server;
  const [loaded, { inline, named }] = await Promise.all([
    withPage(shown, {}, async (page) => {
      const requests = await openOperation(page, addresses[key], origin);
      return requests.map((request) => ({
        isScript: request.resourceType() === "script",
        bytes: bytesOf(shown, request.url()),
      }));
    }),
    withPage(shown, { javaScriptEnabled: false }, async (page) => {
      await page.goto(origin + addresses[key].operation);
      return { inline: await inlineScripts(page), named: await namedFields(page, key, fields) };
    }),
  ]);
  const sum = (requests: typeof loaded) => requests.reduce((bytes, request) => bytes + request.bytes, 0);
  return {
    bytes: sum(loaded),
    requests: loaded.length,
    unanswered: loaded.filter(({ bytes }) => bytes === 0).length,
    scriptBytes: sum(loaded.filter(({ isScript }) => isScript)) + (inline ? gzipped(inline).length : 0),
    fieldsWithoutScript: named,
  };
}

/** Scripts that the HTML carries, data in them included; not what only has the tag of a script, such as JSON. */
async function inlineScripts(page: Page): Promise<string> {
  const scripts: string[] = await page.evaluate(`
    [...document.scripts]
      .filter(({ src, type }) => !src && /^$|^module$|javascript/.test(type))
      .map(({ textContent }) => textContent)
  `);
  return scripts.join("\n");
}

/**
 * How many of the fields the page names, each name counted no more often than there are fields of it. In our page the
 * names are those of the elements that it marks as fields; in others any text that is nothing but a name, or a path that
 * ends with it. Disclosure elements, which need no script, are opened first.
 */
async function namedFields(page: Page, key: ContenderKey, fields: FieldNames): Promise<number> {
  await page.evaluate("for (const element of document.querySelectorAll('details')) element.open = true");
  const names: string[] = await page.evaluate(`
    (${key === "ours"}
      ? [...document.querySelectorAll(".field[id]")].map((element) => ({ element, text: element.id }))
      : [...document.querySelectorAll("body *")].flatMap((element) =>
          [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
            .map((node) => ({ element, text: node.data }))))
      .filter(({ element }) => element.checkVisibility() && element.getBoundingClientRect().height > 0)
      .map(({ text }) => text.trim().slice(text.trim().lastIndexOf(".") + 1).replaceAll("[]", ""))
  `);
  return inCommon(names, fields);
}

/** How many of `wanted` are in `given`, each of `given` used once. */
export function inCommon(given: readonly string[], wanted: readonly string[]): number {
  const left = new Map<string, number>();
  for (const name of given) left.set(name, (left.get(name) ?? 0) + 1);
  let found = 0;
  for (const name of wanted) {
    const rest = left.get(name) ?? 0;
    if (rest === 0) continue;
    left.set(name, rest - 1);
    found++;
  }
  return found;
}
