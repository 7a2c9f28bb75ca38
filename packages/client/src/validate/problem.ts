/** One reason to refuse a value. */
export interface ValueProblem {
  /** JSON pointer (RFC 6901) to what is wrong within the value, such as `/parameters/rank`; empty for the value itself. */
  pointer: string;
  /** Stable name of the rule that is broken, such as `rank-range`: the schema's keyword where the rule is one. */
  rule: string;
  /** What is wrong, in words that follow the pointer: `must be from 2 to 64 for Flux LoRA training, is 128`. */
  message: string;
}

/** One reason to refuse a request. */
export interface Problem extends ValueProblem {
  /** The part of the request that the pointer leads into. */
  in: "path" | "query" | "body";
}
