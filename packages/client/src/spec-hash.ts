/** The build fills it in: in a generated file, it would make any two branches conflict that change the spec. */
declare const SPEC_HASH: string | undefined;

/** The SHA-256 of the bundled description that this package was built from, as hexadecimal digits. */
export const specHash: string = typeof SPEC_HASH === "undefined" ? "unbuilt" : SPEC_HASH;
