/**
 * A schema that form and RPC libraries take as it is: Standard Schema, version 1 (https://standardschema.dev), of which
 * this is the part that a schema without asynchronous checks needs.
 */
export interface StandardSchema<Input, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    /** Checks a value. Never throws and returns at once. */
    readonly validate: (value: unknown) => StandardResult<Output>;
    /** Exists for the compiler alone. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/** What a check gives: the value where it fits, else what is wrong with it. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** One thing that is wrong with a value. */
export interface StandardIssue {
  readonly message: string;
  /** The keys that lead to it from the value; those of a list are numbers. */
  readonly path: readonly (string | number)[];
}
