// The build puts the hash into dist/: in a generated file, it would make any two branches conflict that change the spec.
/** The SHA-256 of the bundled description that this package was built from, as hexadecimal digits. */
export const specHash: string = "unbuilt";
