// The site of bakery.yaml: for what is about the pages of any description.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@repo/openapi";
import { parse } from "yaml";
import { makeSite } from "../src/model/make-site.ts";
import type { Content, Field, OperationPage } from "../src/model/site.ts";
import { type SiteFilesOptions, siteFiles } from "../src/site-files.ts";

const yaml = readFileSync(fileURLToPath(new URL("bakery.yaml", import.meta.url)), "utf8");
export const bakery: OpenApiDocument = parse(yaml);

const body =
  "Breads rise.\n\n## Knead\n\n```ts\nconsole.log(240);\n```\n\nThen [change one](../operations/updateBread.md).\n";

export const bakerySettings: SiteFilesOptions = {
  address: "https://docs.example/",
  yaml,
  guides: [{ path: "guides/kneading", title: "Knead a dough", summary: "Breads rise.", body, sections: ["Knead"] }],
  composerServers: [{ url: "http://127.0.0.1:4010/v1", title: "Sandbox on this machine" }],
  client: { setup: ['import { createClient } from "./client.ts";'], constant: "client" },
};

export const bakerySite = makeSite(bakery, bakerySettings);

/** All files of a site, by path. */
export async function filesOf(document: OpenApiDocument, options: SiteFilesOptions): Promise<Map<string, string>> {
  return new Map(await Array.fromAsync(siteFiles(document, options)));
}

/** The page of an operation. */
export function bakeryOperation(name: string): OperationPage {
  const found = bakerySite.operations.find((operation) => operation.name === name);
  if (!found) throw new Error(`bakery.yaml has no operation ${name}`);
  return found;
}

/** All fields of an operation's page, in the order of the page. */
export function fieldsOf({ parameters, body, responses }: OperationPage): Field[] {
  const answers = responses.map(({ headers: fields, content }) => [{ fields }, ...(content?.parts ?? [])]);
  return fieldsIn({ parts: [...parameters, ...(body?.content.parts ?? []), ...answers.flat()] });
}

/** All fields of a content, at any depth. */
export function fieldsIn({ parts }: Pick<Content, "parts">): Field[] {
  return parts.flatMap(({ fields }) => fields.flatMap((field) => [field, ...fieldsIn(field)]));
}
