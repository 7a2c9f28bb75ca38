/** What is measured: a program each in `programs/`, all of which update one model. */
export const clients = [
  { name: "fetch", program: "fetch", retries: false },
  { name: "openapi-fetch", program: "openapi-fetch", retries: false },
  { name: "this client", program: "scenario", retries: true },
  { name: "hey-api", program: "hey-api", retries: false },
  { name: "ky", program: "ky", retries: true },
  { name: "axios", program: "axios", retries: false },
] as const;

export type ProgramName = (typeof clients)[number]["program"];

/** A client whose measurements are compared with those of every other. */
export const baseline = "fetch" satisfies ProgramName;
export const own = "scenario" satisfies ProgramName;
