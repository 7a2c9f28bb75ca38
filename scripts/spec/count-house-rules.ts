import { houseRuleset } from "./lint-with-spectral.ts";
import { houseConfig } from "./redocly-config.ts";

/** How many rules of each linter hold an OpenAPI 3.1 description to the house rules. */
export async function countHouseRules(): Promise<{ redocly: number; spectral: number }> {
  const [config, ruleset] = await Promise.all([houseConfig(), houseRuleset()]);
  // Redocly keeps all rules of our own in one list called "assertions".
  const redocly = Object.values(config.rules.oas3_1).flatMap((rule: unknown) => (Array.isArray(rule) ? rule : [rule]));
  return {
    redocly: redocly.filter((rule) => rule !== "off").length,
    spectral: Object.values(ruleset.rules).filter(({ enabled }) => enabled).length,
  };
}
