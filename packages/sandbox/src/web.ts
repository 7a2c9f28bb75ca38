import { runInThisContext } from "node:vm";

/** Node's own classes. Jest's jsdom environment has no such globals. */
export const web: Pick<typeof globalThis, "Request" | "Response"> = runInThisContext("globalThis");
