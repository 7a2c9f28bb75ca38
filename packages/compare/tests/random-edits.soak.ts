import { expect, it } from "vitest";
import { descriptions, readDescription, wrongVerdicts } from "./random-edits.ts";

it.each(descriptions)("400 edits of %s are judged as they must be, and so is taking them back", async (name) => {
  expect(wrongVerdicts(await readDescription(name), 400, Number(process.env["SEED"] ?? 2))).toEqual([]);
});
