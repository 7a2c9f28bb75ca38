// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

/** The version of the description that this module was generated from. */
export const specVersion = "1.0.0";

/** The SHA-256 of the bundled description that this module was generated from, as hexadecimal digits. */
export const specHash = "a9864a2ef9344fb2337af815f0b045436227854313f2e9623f74531502d680ad";
