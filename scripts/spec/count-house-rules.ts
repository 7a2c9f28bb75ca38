import { houseConfig } from "./redocly-config.ts";
import { countSpectralRules } from "./spectral-thread.ts";

/** How many rules of each linter hold an OpenAPI 3.1 description to the house rules. */
export async function countHouseRules(): Promise<{ redocly: number; spectral: number }> {
  const [config, spectral] = await Promise.all([houseConfig(), countSpectralRules()]);
  // Redocly keeps all rules of our own in one list called "assertions".
  const redocly = Object.values(config.rules.oas3_1).flatMap((rule: unknown) => (Array.isArray(rule) ? rule : [rule]));
  return { redocly: redocly.filter((rule) => rule !== "off").length, spectral };
}
