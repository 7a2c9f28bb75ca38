import { fileURLToPath, pathToFileURL } from "node:url";
import { isRecord } from "../document.ts";

/**
 * The URIs of files that have one by `$self`, and of those that they refer to. References in them are relative to it
 * (OpenAPI 3.2).
 */
export class Selves {
  readonly #uris = new Map<string, string>();
  readonly #files = new Map<string, string>();

  /** @param file the absolute path of a parsed file */
  add(file: string, parsed: unknown): void {
    const self = isRecord(parsed) ? parsed["$self"] : undefined;
    if (typeof self !== "string") return;
    const retrieved = this.#uris.get(file) ?? pathToFileURL(file).href;
    if (!URL.canParse(self, retrieved)) return;
    const { href } = new URL(self.replace(/#.*/s, ""), retrieved);
    this.#uris.set(file, href);
    this.#files.set(href, file);
  }

  /**
   * The file that a reference in another file means: the one with its URI, or else the one that stands to that file as the
   * URI does to the file's own. Undefined if `$self` does not say.
   */
  fileOf(base: string | null, reference: string): string | undefined {
    if (base === null) return undefined;
    const own = this.#uris.get(base);
    const { href: retrieved } = pathToFileURL(base);
    if (!URL.canParse(reference, own ?? retrieved)) return undefined;
    const uri = new URL(reference, own ?? retrieved).href;
    const known = this.#files.get(uri);
    if (known !== undefined || own === undefined) return known;
    const folder = new URL(".", own).href;
    if (!uri.startsWith(folder)) return undefined;
    const file = fileURLToPath(new URL(uri.slice(folder.length), retrieved));
    this.#uris.set(file, uri);
    return file;
  }
}
