export { type Credential, type CredentialScheme, credentialsOf, secretsOf } from "./credentials.ts";
export { type Names, namesOf } from "./names.ts";
export { readSettings } from "./read-settings.ts";
export type { ComposerServer, SchemeSettings, Settings, SiteSettings } from "./settings.ts";
