import { describe } from "vitest";
import { hostileDescriptions } from "./hostile-descriptions.ts";
import { testHostile } from "./hostile-suite.ts";

describe("a hostile description", () => testHostile(hostileDescriptions));
