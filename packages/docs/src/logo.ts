import { readFile } from "node:fs/promises";
import { extname, relative } from "node:path";

/** The image beside the title of a site. */
export interface Logo {
  type: "svg" | "png";
  content: Uint8Array<ArrayBuffer>;
}

/** @throws {Error} if the file cannot be read, or is of another type */
export async function readLogo(file: string): Promise<Logo> {
  const shown = relative(process.cwd(), file);
  const type = extname(file).slice(1).toLowerCase();
  if (type !== "svg" && type !== "png") throw new Error(`${shown}: a logo is an SVG or a PNG`);
  const content = await readFile(file).catch((error: Error) => {
    throw new Error(`${shown}, the logo of the settings, cannot be read: ${error.message}`);
  });
  return { type, content: new Uint8Array(content) };
}

/** The width of a logo that is 1 high: with it, nothing moves in the header when the logo has loaded. */
export function widthToHeight({ type, content }: Logo): number | undefined {
  if (type === "png") {
    const view = new DataView(content.buffer, content.byteOffset);
    return view.byteLength < 24 ? undefined : view.getUint32(16) / view.getUint32(20);
  }
  const [start = ""] = /<svg\b[^>]*>/.exec(new TextDecoder().decode(content)) ?? [];
  const number = (name: string) => Number(new RegExp(`\\s${name}=["']([\\d.]+)(?:px)?["']`).exec(start)?.[1]);
  const [, , width = number("width"), height = number("height")] = (
    /\sviewBox=["']([^"']+)["']/
      .exec(start)?.[1]
      ?.trim()
      .split(/[\s,]+/) ?? []
  ).map(Number);
  return width > 0 && height > 0 ? width / height : undefined;
}
