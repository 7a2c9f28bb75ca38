// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

/** The version of the description that this module was generated from. */
export const specVersion = "1.0.0";
