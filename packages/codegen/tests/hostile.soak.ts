import { describe } from "vitest";
import { longDescriptions } from "./hostile-descriptions.ts";
import { testHostile } from "./hostile-suite.ts";

describe("a description of 50 MB", () => testHostile(longDescriptions));
