// Generated from description.ts by harbour.test.ts. Do not edit.

import type { Documented } from "../../../src/proxy/undocumented.ts";

/** The documented properties of each operation's body, and of the objects in it. */
export const documented: Documented = [
  ["updateBoat", [
    ["name", true],
    ["kind", true],
    ["photo", true],
    ["convoy", "updateBoat.convoy"],
    ["rig", "updateBoat.rig"],
  ]],
  ["updateBoat.convoy", [
    ["boatId", true],
    ["distance", true],
  ]],
  ["updateBoat.rig", [
    ["masts", true],
    ["sailArea", true],
    ["radioKey", true],
  ]],
];
