/** The TypeScript samples of a README, in order: what stands between ```ts and ```. */
export function readmeSamples(markdown: string): string[] {
  return [...markdown.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
}
