// Reads what the text of a field says.
import { expect, test } from "vitest";
import { factsOfText, type TextFacts } from "../src/text-facts.ts";

const titles = ["LED", "Old bulb", "Halogen", "Classic", "reel", "reel_array", "array"];

test.each<[string, TextFacts]>([
  ["Just words, with nothing in them", {}],
  ['The color (ex: "amber"). Set to null to unset the color', { nullable: true, examples: ["amber"] }],
  ['Kinds (example: ["a", "b", ...])', { examples: [["a", "b"]] }],
  ['One of these (example: "a", "b: c")', { examples: ["a", "b: c"] }],
  ["How much (example: 1.0)", { examples: [1] }],
  ["Which. Example: `[10, 50]`. More", { examples: [[10, 50]] }],
  ["Example: For 100 steps, it is 20", { states: ["100", "20"] }],
  ['The curve (default: "linear")', { default: "linear" }],
  ["Who sees it (default: private)", { default: "private" }],
  ["Default: a random number. By default, nothing", {}],
  ["(Deprecated) The user", { deprecated: true }],
  ["Only available for LED and Old bulb lamps", { availableFor: ["LED", "Old bulb"] }],
  ["The batch Only available for LED training Must be small", { availableFor: ["LED"] }],
  [
    "Only looked at for `reel` and `reel_array` inputs with kind `image`.",
    { availableFor: ["reel", "reel_array"], states: ["image"] },
  ],
  ["Only available for `reel` and array inputs.", { availableFor: ["reel", "array"] }],
  ["How long it is, for reel inputs. Also applies to `reel_array`.", { availableFor: ["reel", "reel_array"] }],
  ["Only available for neon lamps", { availableFor: ["neon"] }],
  [
    "Only available for LED (deprecated) and Halogen lamps",
    { availableFor: ["LED", "Halogen"], differs: { LED: { deprecated: true } } },
  ],
  [
    "Default value varies: - For LED and Halogen: 5 - For Classic: lamps * 2 Each is limited (LED: [1; 9], Classic: [2, 3])",
    {
      differs: {
        LED: { default: 5, minimum: 1, maximum: 9 },
        Halogen: { default: 5 },
        Classic: { states: ["2"], minimum: 2, maximum: 3 },
      },
    },
  ],
  [
    "Maximum [LED: 0.5 | Halogen: 0.25] Minimum [LED: 1e-6]",
    { differs: { LED: { maximum: 0.5, minimum: 0.000001 }, Halogen: { maximum: 0.25 } } },
  ],
  [
    'Default: - For LED: "" - For Neon: "on" if it is dark',
    { differs: { LED: { default: "" }, Neon: { states: ["on"] } } },
  ],
  [
    "Use `a.b`, the modelId, POST /lamps/{id} and reel_array, at P50",
    { states: ["a.b", "modelId", "POST /lamps/{id}", "reel_array", "P50"] },
  ],
  ["The floor: 0: Ground 1: First. Then it ends", { states: ["0", "Ground", "1", "First"] }],
  [
    "Logs to the Weights And Bias server, as LED Strip lamps do. They don't",
    { states: ["Weights", "Bias", "LED", "Strip"] },
  ],
  ["At most 40 characters, in ISO 639-1, after 5 seconds", { states: ["40", "ISO", "639", "1", "5", "seconds"] }],
])("%s", (text, facts) => {
  expect(factsOfText(text, titles)).toEqual(facts);
});
