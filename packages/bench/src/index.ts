export { benchCompare } from "./compare/bench-compare.ts";
export { benchDocs } from "./docs/bench-docs.ts";
export { benchLargeSites } from "./docs/bench-large.ts";
export { benchDescriptions } from "./generate/bench-descriptions.ts";
export { benchGenerate } from "./generate/bench-generate.ts";
export { checkSize } from "./size.ts";
