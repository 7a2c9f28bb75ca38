/** One thing that is wrong with a request, as the client's validator tells it too. */
export interface Problem {
  in: "path" | "query" | "header" | "body";
  /** JSON pointer (RFC 6901) within that part; its first key is the parameter's name. */
  pointer: string;
  rule: string;
  /** In words that follow the name of what is wrong: `must be 2 or more, is 1`. */
  message: string;
}

/** A problem of one value, before it is known which part of the request the value is in. */
export type ValueProblem = Omit<Problem, "in">;

/** The pointer to a key of what another points to. */
export function pointerTo(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The keys that a pointer leads through, from the outermost. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}
