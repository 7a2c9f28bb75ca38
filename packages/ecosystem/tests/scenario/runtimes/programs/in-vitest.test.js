// A test for Vitest, which imports ES modules.
import { writeFileSync } from "node:fs";
import { makeCalls } from "./calls.js";

const { GIVEN, RESULT } = process.env;

test("the client makes all calls", async () => {
  writeFileSync(RESULT, JSON.stringify(await makeCalls(JSON.parse(GIVEN))));
});
