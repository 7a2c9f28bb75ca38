import { element } from "./element.ts";

declare global {
  /** The part of Trusted Types that is used here. Browsers without them have no such object. */
  var trustedTypes:
    | { createPolicy(name: string, rules: { createScriptURL(address: string): string }): TrustedScriptPolicy }
    | undefined;
}

interface TrustedScriptPolicy {
  createScriptURL(address: string): unknown;
}

/** Where a host requires Trusted Types, a script can only be loaded through this policy: from this site alone. */
const policy = globalThis.trustedTypes?.createPolicy("site", {
  createScriptURL: (address) => {
    const site = new URL(document.documentElement.dataset["root"] || ".", document.baseURI).href;
    if (new URL(address, document.baseURI).href.startsWith(site)) return address;
    throw new TypeError(`${address} is not a script of this site.`);
  },
});

/** Runs a script of this site. A script element also works in a page opened from a file, unlike a module. */
export function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = element("script");
    Object.assign(script, { src: policy?.createScriptURL(src) ?? src });
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error(`${src} could not be loaded.`)));
    document.head.append(script);
  });
}
