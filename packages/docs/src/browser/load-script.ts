import { element } from "./element.ts";

/** Runs a script of this site. A script element also works in a page opened from a file, unlike a module. */
export function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = element("script", { src });
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error(`${src} could not be loaded.`)));
    document.head.append(script);
  });
}
