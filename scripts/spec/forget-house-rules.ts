import { forgetHouseConfig } from "./redocly-config.ts";
import { forgetSpectralRules } from "./spectral-thread.ts";

/** Makes the next reading load the house rules again, as the files of `spec/` have them then. */
export function forgetHouseRules(): void {
  forgetHouseConfig();
  forgetSpectralRules();
}
