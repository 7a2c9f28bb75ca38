/** Something about a description that a generator cannot do as it says. */
export interface Warning {
  /** Names the kind. Warnings of one kind with the same message are reported as one. */
  rule: string;
  /** The JSON pointer of the place in the bundled description. */
  pointer: string;
  /** One or more sentences: what is there, what the generator does about it, and how to avoid that. */
  message: string;
}
