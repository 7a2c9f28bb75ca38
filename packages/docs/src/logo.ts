import { readFile } from "node:fs/promises";
import { extname, relative } from "node:path";

/** The image beside the title of a site. */
export interface Logo {
  type: "svg" | "png";
  content: Buffer;
}

/** In pixels. */
const HEIGHT = 28;

/** @throws {Error} if the file cannot be read, or is of another type */
export async function readLogo(file: string): Promise<Logo> {
  const shown = relative(process.cwd(), file);
  const type = extname(file).slice(1).toLowerCase();
  if (type !== "svg" && type !== "png") throw new Error(`${shown}: a logo is an SVG or a PNG`);
  const content = await readFile(file).catch((error: Error) => {
    throw new Error(`${shown}, the logo of the settings, cannot be read: ${error.message}`);
  });
  return { type, content };
}

/** The style of the title with a logo: the image is loaded with it, once for all pages. */
export function logoStyle(logo: Logo): string {
  const mediaType = logo.type === "svg" ? "image/svg+xml" : "image/png";
  const url = `data:${mediaType};base64,${logo.content.toString("base64")}`;
  const width = Math.round(HEIGHT * widthToHeight(logo));
  return `.brand:before{content:"";display:inline-block;vertical-align:middle;margin-right:.5rem;width:${width}px;height:${HEIGHT}px;background:url(${url}) center/contain no-repeat}`;
}

/** The width of an image that is 1 high. An image that does not say it gets a square. */
function widthToHeight({ type, content }: Logo): number {
  if (type === "png") return content.length < 24 ? 1 : content.readUInt32BE(16) / content.readUInt32BE(20);
  const [start = ""] = /<svg\b[^>]*>/.exec(content.toString()) ?? [];
  const attribute = (name: string) => new RegExp(`\\s${name}=["']([^"']+)`).exec(start)?.[1] ?? "";
  const [, , width, height] = attribute("viewBox")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const ratio = (width ?? Number.parseFloat(attribute("width"))) / (height ?? Number.parseFloat(attribute("height")));
  return ratio > 0 && ratio < 100 ? ratio : 1;
}
