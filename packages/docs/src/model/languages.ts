import type { SampleLanguage } from "./site.ts";

/** The languages of the samples, in the order of their tabs. */
export const languages: readonly { language: SampleLanguage; title: string; code: string }[] = [
  { language: "curl", title: "curl", code: "sh" },
  { language: "client", title: "TypeScript", code: "ts" },
  { language: "fetch", title: "fetch", code: "ts" },
  { language: "json", title: "JSON", code: "json" },
];
