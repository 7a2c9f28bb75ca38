import { createIndex } from "pagefind";
import type { Site } from "../model/site.ts";
import { searchRecords } from "./search-records.ts";

/** The files of the search, made by Pagefind: its script, its code and the index in small parts. */
export async function searchFiles(site: Site): Promise<Map<string, Uint8Array>> {
  const { index, errors } = await createIndex({ forceLanguage: "en", writePlayground: false });
  if (!index) throw new Error(`Pagefind: ${errors.join(", ")}`);
  try {
    // All at once: one by one, most of the time would go by in waiting for the program that makes the index.
    const added = searchRecords(site).map(({ page, title, where, about = "", text }) =>
      index.addCustomRecord({ url: page, content: text, language: "en", meta: { title, where, about } }),
    );
    const problems = (await Promise.all(added)).flatMap(({ errors }) => errors);
    if (problems.length > 0) throw new Error(`Pagefind: ${problems.slice(0, 3).join(", ")}`);
    const { files } = await index.getFiles();
    // Its own widgets are not used.
    return new Map(
      files
        .filter(({ path }) => !/ui\.|modular|highlight|component/.test(path))
        .map(({ path, content }) => [`pagefind/${path}`, content]),
    );
  } finally {
    await index.deleteIndex();
  }
}
