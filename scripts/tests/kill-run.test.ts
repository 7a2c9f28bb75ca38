import { describe, expect, it } from "vitest";
import { killGenerations } from "./kill/kill-generations.ts";

/** How many generations are killed: `pnpm test:soak` sets SOAK and kills 200, as `pnpm generate:kill-run` does. */
const kills = process.env["SOAK"] ? 200 : 12;

describe("generations of the committed files, killed at random moments,", () => {
  it("leave the old files or the new, once the next command has begun", {
    timeout: kills * 15_000 + 60_000,
  }, async () => {
    const report = await killGenerations({ seed: 1, kills });
    const { ended, old, mixed, whole, wrong } = report;
    console.log(
      `kill run: ${kills - ended} of ${kills} killed, ${old} old, ${report.new} new, ${mixed} mixed; ${whole} whole after it`,
    );
    expect(wrong).toEqual([]);
    expect(whole).toBe(kills);
    expect(old + report.new + mixed).toBe(kills);
    expect(ended).toBeLessThan(kills / 2);
  });
});
